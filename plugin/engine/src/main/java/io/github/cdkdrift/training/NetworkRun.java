package io.github.cdkdrift.training;

import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.network.AdamOptimiser;
import io.github.cdkdrift.network.CosineSchedule;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpPass;

/**
 * A network on its way: inputs → network → outputs → gradient → parameters, and their moving average. All arrays are allocated before
 * the first step.
 */
final class NetworkRun {
    /** The moving average takes every second step: it lags by hundreds, and each costs a pass over the parameters. */
    private static final int AVERAGING_INTERVAL = 2;

    private final OptimiserSettings schedule;
    private final Kernels kernels;
    private final Mlp network;
    private final Mlp average;
    private final MlpPass pass;
    private final AdamOptimiser adam;
    private final CosineSchedule rates;
    private final float[] inputs;
    private final float[] outputs;
    private final float[] outputGradients;

    /** What the outputs of a batch are pulled towards. */
    interface Pull {
        /**
         * The loss of a batch and its gradient.
         *
         * @param outputs of the network, [batch][outputs]; may be modified
         * @param gradients dL/d(outputs), overwritten
         */
        double gradient(float[] outputs, float[] gradients);
    }

    NetworkRun(Mlp network, OptimiserSettings schedule, Kernels kernels) {
        this.network = network;
        this.schedule = schedule;
        this.kernels = kernels;
        average = network.copy();
        pass = MlpPass.forTraining(network, kernels, schedule.batch());
        adam = new AdamOptimiser(network, kernels);
        rates = new CosineSchedule(schedule.learningRate(), schedule.steps());
        inputs = new float[schedule.batch() * network.shape().inputs()];
        outputs = new float[schedule.batch() * network.shape().outputs()];
        outputGradients = new float[outputs.length];
    }

    /** What the next step begins from, [batch][inputs]; to be filled before it. */
    float[] inputs() {
        return inputs;
    }

    /** One step, numbered from 1; returns the loss before it. */
    double step(int step, Pull pull) {
        pass.forward(inputs, outputs);
        double loss = pull.gradient(outputs, outputGradients);
        adam.step(pass.backward(outputGradients), rates.rate(step), step);
        if (schedule.averagingDecay() > 0 && (step % AVERAGING_INTERVAL == 0 || step == schedule.steps())) {
            double kept = Trainer.kept(Math.pow(schedule.averagingDecay(), AVERAGING_INTERVAL), step);
            kernels.lerp(average.parameters(), network.parameters(), 1 - kept);
        }
        return loss;
    }

    /** A copy of the network as it stands: the moving average of its parameters where there is one. */
    Mlp trained() {
        return schedule.averagingDecay() > 0 ? average.copy() : network.copy();
    }

    int parameterCount() {
        return network.shape().parameterCount();
    }

    /** The parameters as they stand. */
    float[] parameters() {
        return network.toArray();
    }

    float[] averages() {
        return average.toArray();
    }

    float[][] moments() {
        return adam.moments();
    }

    /** Goes back to what a checkpoint holds. */
    void restore(Checkpoint.State state) {
        network.set(state.parameters());
        average.set(state.average());
        adam.restore(state.moments());
    }
}
