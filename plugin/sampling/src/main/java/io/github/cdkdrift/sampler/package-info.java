/**
 * Ensembles sampled until they have converged: {@link io.github.cdkdrift.sampler.EnsembleSampler} moves walkers by dynamics and by
 * proposals from a density that is fitted on the way, and measures whether they agree on everything slow.
 */
package io.github.cdkdrift.sampler;
