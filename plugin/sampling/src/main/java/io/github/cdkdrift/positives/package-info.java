/**
 * Target samples: what a generator learns to draw. {@link io.github.cdkdrift.positives.EquilibriumSampling} takes frames with forces, or a
 * potential with start geometries, fits where there are frames, samples, and gives {@link io.github.cdkdrift.positives.Positives} to the
 * trainer, with an {@link io.github.cdkdrift.positives.EquilibriumReport} on how far they can be trusted.
 */
package io.github.cdkdrift.positives;
