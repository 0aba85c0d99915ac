/**
 * Potential energy surfaces: {@link io.github.cdkdrift.potential.Potential} is what a sampler asks, {@link
 * io.github.cdkdrift.potential.Potentials} makes one by name from a structure alone (force fields, semiempirical methods, other
 * programs), {@link io.github.cdkdrift.potential.PotentialFit} fits one to force labels, {@link
 * io.github.cdkdrift.potential.SgdmlFile} reads and writes published ones.
 */
package io.github.cdkdrift.potential;
