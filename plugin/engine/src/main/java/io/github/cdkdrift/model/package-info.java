/**
 * The trained generator: {@link io.github.cdkdrift.model.ConformerModel} holds it, {@link io.github.cdkdrift.model.ModelFile} keeps it on
 * disk, {@link io.github.cdkdrift.model.ConformerSampler} draws from it and checks each conformer, {@link
 * io.github.cdkdrift.model.ImportanceWeights} carry what it drew to another potential.
 */
package io.github.cdkdrift.model;
