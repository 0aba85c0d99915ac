/**
 * Distributions of conformers with a known density: {@link io.github.cdkdrift.density.ConformerDensity} is fitted to samples, draws
 * conformers or single blocks of their coordinates, and tells the density of any geometry.
 */
package io.github.cdkdrift.density;
