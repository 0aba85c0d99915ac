package io.github.cdkdrift.generator;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpShape;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A one-to-one map of points whose volume is known: affine coupling layers (Dinh et al., arXiv:1605.08803), each of which scales and
 * shifts some coordinates by what a network makes of the others and of the state's code. {@link CouplingPass} computes with it.
 */
public final class CouplingFlow {
    private final CouplingShape shape;
    private final Mlp[] networks;

    private CouplingFlow(CouplingShape shape, Mlp[] networks) {
        this.shape = shape;
        this.networks = networks;
    }

    /** A map that leaves every point where it is, ready to be trained. */
    public static CouplingFlow identity(CouplingShape shape, RandomGenerator random) {
        Mlp[] networks = new Mlp[shape.layers()];
        for (int layer = 0; layer < networks.length; layer++) {
            MlpShape sizes = shape.network(layer);
            float[] parameters =
                    Mlp.random(sizes, new float[sizes.outputs()], random).toArray();
            int last = sizes.outputs() * (sizes.width() + 1);
            Arrays.fill(parameters, parameters.length - last, parameters.length, 0);
            networks[layer] = Mlp.of(sizes, parameters);
        }
        return new CouplingFlow(shape, networks);
    }

    /**
     * A map with these parameters.
     *
     * @param parameters as {@link #toArray} gave them, [shape.parameterCount()]
     */
    public static CouplingFlow of(CouplingShape shape, float[] parameters) {
        if (parameters.length != shape.parameterCount()) {
            throw new IllegalArgumentException(
                    "expected " + shape.parameterCount() + " parameters, found " + parameters.length);
        }
        Mlp[] networks = new Mlp[shape.layers()];
        int from = 0;
        for (int layer = 0; layer < networks.length; layer++) {
            MlpShape sizes = shape.network(layer);
            networks[layer] = Mlp.of(sizes, Arrays.copyOfRange(parameters, from, from + sizes.parameterCount()));
            from += sizes.parameterCount();
        }
        return new CouplingFlow(shape, networks);
    }

    /** Overwrites the parameters, as {@link #toArray} gave them. */
    public void set(float[] parameters) {
        int from = 0;
        for (Mlp network : networks) {
            int end = from + network.shape().parameterCount();
            network.set(Arrays.copyOfRange(parameters, from, end));
            from = end;
        }
    }

    /** Moves every parameter a part of the way to another map's. */
    public void moveTowards(CouplingFlow other, double part, Kernels kernels) {
        for (int layer = 0; layer < networks.length; layer++) {
            kernels.lerp(networks[layer].parameters(), other.networks[layer].parameters(), part);
        }
    }

    /** A copy of all parameters, layer by layer. */
    public float[] toArray() {
        float[] parameters = new float[shape.parameterCount()];
        int at = 0;
        for (Mlp network : networks) {
            float[] part = network.toArray();
            System.arraycopy(part, 0, parameters, at, part.length);
            at += part.length;
        }
        return parameters;
    }

    /** The same map in memory of its own. */
    public CouplingFlow copy() {
        return of(shape, toArray());
    }

    /** The sizes. */
    public CouplingShape shape() {
        return shape;
    }

    Mlp network(int layer) {
        return networks[layer];
    }
}
