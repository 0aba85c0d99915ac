/** Generators trained on energies alone: points in a plane, and one well of a molecule. */
package io.github.cdkdrift.samples.energyonly;
