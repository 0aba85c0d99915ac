/**
 * Unfinished runs on disk: what a run has done is appended as it comes, behind a first line that says of what run it is; another program
 * reads it back, drops a half-written end, and goes on ({@link io.github.cdkdrift.journal.Journals}).
 */
package io.github.cdkdrift.journal;
