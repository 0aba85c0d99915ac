/** Energies learnt by diffusion: the Müller–Brown surface and chains of beads, sampled and simulated. */
package io.github.cdkdrift.samples.energy;
