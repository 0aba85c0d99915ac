/**
 * The numbers in which kernel fields compare conformers: {@link io.github.cdkdrift.feature.FeatureMap} takes positions to coordinates or
 * distances, scaled, and gradients back.
 */
package io.github.cdkdrift.feature;
