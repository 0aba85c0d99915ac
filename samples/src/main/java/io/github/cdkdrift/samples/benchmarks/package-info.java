/** How long a step, a draw and a file take, by JMH. */
package io.github.cdkdrift.samples.benchmarks;
