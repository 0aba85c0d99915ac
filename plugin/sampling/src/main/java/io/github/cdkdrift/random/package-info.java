/**
 * Random numbers that any step of a run can draw again: a seed and the number of a stream or step come in, a generator goes out that
 * depends on nothing else ({@link io.github.cdkdrift.random.Noise}).
 */
package io.github.cdkdrift.random;
