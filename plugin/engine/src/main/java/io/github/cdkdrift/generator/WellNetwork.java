package io.github.cdkdrift.generator;

import io.github.cdkdrift.coordinate.Well;
import io.github.cdkdrift.network.Mlp;

/**
 * A network that adds to Gaussian noise in the coordinates of one well.
 *
 * @param network not to be modified
 * @param well what takes such points to internal coordinates
 */
public record WellNetwork(Mlp network, Well well) implements Generator {}
