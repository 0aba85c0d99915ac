/**
 * The report: one page that shows an ensemble, offline, with everything it needs inside. Plain records come in, since the viewer does not
 * know what made them; sections turn them into figures (SVG) and tables, and one page goes out.
 */
package io.github.cdkdrift.viewer.report;
