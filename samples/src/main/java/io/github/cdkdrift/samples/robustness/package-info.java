/** Input that was damaged on purpose. */
package io.github.cdkdrift.samples.robustness;
