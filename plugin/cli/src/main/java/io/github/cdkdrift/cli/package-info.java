/** The {@code cdkdrift} command: reads options and files, calls the library, reports. Nothing is computed here. */
package io.github.cdkdrift.cli;
