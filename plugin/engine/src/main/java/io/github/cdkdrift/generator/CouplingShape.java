package io.github.cdkdrift.generator;

import io.github.cdkdrift.network.MlpShape;
import java.util.stream.IntStream;

/**
 * The sizes of a {@link CouplingFlow}. Layer by layer another half of the coordinates is moved, told by the other half and the code.
 *
 * @param dimensions coordinates of a point, at least 2
 * @param codes numbers that tell the state, beside the point
 * @param layers coupling layers
 * @param width units of each hidden layer of their networks
 * @param hiddenLayers hidden layers of their networks
 */
public record CouplingShape(int dimensions, int codes, int layers, int width, int hiddenLayers) {
    /** Checks the sizes. */
    public CouplingShape {
        if (dimensions < 2 || codes < 0 || layers < 1 || width < 1 || hiddenLayers < 1) {
            throw new IllegalArgumentException(
                    "expected at least two dimensions, a layer, a unit and a hidden layer, found "
                            + dimensions + " dimensions, " + codes + " codes, " + layers + " layers, " + hiddenLayers
                            + " hidden layers of " + width);
        }
    }

    /** The coordinates that a layer moves, rising: those with or without one binary digit of their number, or an odd number of digits. */
    int[] moved(int layer) {
        return half(layer, 1);
    }

    /** The other ones. */
    int[] kept(int layer) {
        return half(layer, 0);
    }

    private int[] half(int layer, int which) {
        int digits = Math.max(1, 32 - Integer.numberOfLeadingZeros(dimensions - 1));
        int pair = layer / 2 % digits;
        int wanted = (layer + which) % 2;
        return IntStream.range(0, dimensions)
                .filter(k -> (k >>> pair & 1) == wanted)
                .toArray();
    }

    /** The network of a layer: kept coordinates and code → logarithms of scales and shifts of the moved ones. */
    MlpShape network(int layer) {
        return new MlpShape(kept(layer).length + codes, width, hiddenLayers, 2 * moved(layer).length);
    }

    /** Parameters of all networks. */
    public int parameterCount() {
        return IntStream.range(0, layers)
                .map(layer -> network(layer).parameterCount())
                .sum();
    }
}
