/** The report: one page that shows an ensemble, offline, with everything it needs inside. */
package io.github.cdkdrift.viewer.report;
