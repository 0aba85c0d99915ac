package io.github.cdkdrift.generator;

import io.github.cdkdrift.network.Mlp;

/**
 * A network that draws positions, and turns of bonds, from Gaussian noise and of several rotamer states the code of one.
 *
 * @param network not to be modified
 */
public record PositionNetwork(Mlp network) implements Generator {}
