/**
 * Boltzmann averages: an ensemble with clusters and effective sample size comes in ({@link io.github.cdkdrift.property.EnsembleProperties}),
 * averages with standard errors go out ({@link io.github.cdkdrift.property.EnsembleAverage}).
 */
package io.github.cdkdrift.property;
