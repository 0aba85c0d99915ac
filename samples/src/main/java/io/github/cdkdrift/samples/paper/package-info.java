/** The tables of the papers whose methods are implemented: methods by rows, metrics by columns. */
package io.github.cdkdrift.samples.paper;
