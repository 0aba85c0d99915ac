/** Unfinished runs on disk, so that another program can go on with them. */
package io.github.cdkdrift.journal;
