/** Random numbers that any step of a run can draw again. */
package io.github.cdkdrift.random;
