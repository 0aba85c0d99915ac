/**
 * Geometries as internal coordinates: {@link io.github.cdkdrift.coordinate.ZMatrix} without redundancy and back to positions,
 * {@link io.github.cdkdrift.coordinate.InternalFeatures} with redundancy, to compare geometries by.
 */
package io.github.cdkdrift.coordinate;
