/** The default on molecules: populations, speed and weights, beside references and other samplers. */
package io.github.cdkdrift.samples.molecules;
