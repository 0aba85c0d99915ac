/**
 * What chemists ask of an ensemble that needs a potential: the sampler's target samples come in ({@link
 * io.github.cdkdrift.conformer.SampledConformers}), the minima that they belong to go out, with populations ({@link
 * io.github.cdkdrift.conformer.ConformerMinima}).
 */
package io.github.cdkdrift.conformer;
