/**
 * Geometries of one molecule, between a sampler or a file and CDK: {@link io.github.cdkdrift.ensemble.Conformer} holds coordinates with
 * energy and data fields, {@link io.github.cdkdrift.ensemble.ConformerEnsemble} gives them as CDK containers.
 */
package io.github.cdkdrift.ensemble;
