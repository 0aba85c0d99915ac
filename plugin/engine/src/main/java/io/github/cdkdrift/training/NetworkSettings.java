package io.github.cdkdrift.training;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.network.LatentInput;
import io.github.cdkdrift.network.MlpShape;
import io.github.cdkdrift.network.TorsionHead;

/**
 * The size of the generator.
 *
 * @param noise Gaussian numbers that a conformer is drawn from; a generator with a density has one for each internal coordinate, whatever
 *     this says
 * @param width units of each hidden layer
 * @param hiddenLayers hidden layers
 * @param code size of the one-hot code of a rotamer state beside noise of width 1, above 0: with a larger one the states are learnt
 *     more independently of each other
 * @param turns whether the network turns rotatable bonds, as {@link TorsionHead}, or gives positions alone
 */
public record NetworkSettings(int noise, int width, int hiddenLayers, double code, boolean turns) {
    /** Checks the sizes; files of earlier versions have no size of the code, which was 1. */
    public NetworkSettings {
        code = code == 0 ? 1 : code;
        if (noise < 1 || width < 1 || hiddenLayers < 1) {
            throw new IllegalArgumentException("noise, width and hidden layers must be at least 1, are " + noise + ", "
                    + width + ", " + hiddenLayers);
        }
        if (!(code > 0) || Double.isInfinite(code)) {
            throw new IllegalArgumentException("the size of the code must be above 0, is " + code);
        }
    }

    /** The same with another number of Gaussian numbers. */
    public NetworkSettings withNoise(int newNoise) {
        return new NetworkSettings(newNoise, width, hiddenLayers, code, turns);
    }

    /** What a conformer is drawn from: noise and, of several rotamer states, the code of one. */
    public LatentInput latentInput(int states) {
        return new LatentInput(noise, states, code);
    }

    /** The network of a molecule with so many rotamer states. */
    public MlpShape shape(MolecularGraph graph, int states) {
        return new MlpShape(
                latentInput(states).size(),
                width,
                hiddenLayers,
                3 * graph.atoms() + (turns ? graph.rotors().size() : 0));
    }

    /** From the network's outputs to the geometry. */
    public TorsionHead head(MolecularGraph graph) {
        return turns ? TorsionHead.of(graph) : TorsionHead.none(graph.atoms());
    }

    /** The network from so many numbers to so many. */
    MlpShape shapeOf(int inputs, int outputs) {
        return new MlpShape(inputs, width, hiddenLayers, outputs);
    }
}
