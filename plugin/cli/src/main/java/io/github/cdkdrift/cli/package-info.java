/**
 * The {@code cdkdrift} command, one class for each subcommand. Words of a command line become {@code Arguments}, whose files are compared
 * with each other before anything is opened; settings and molecules go to the library; what comes back goes to files and, in words, to
 * the terminal. Nothing is computed here.
 */
package io.github.cdkdrift.cli;
