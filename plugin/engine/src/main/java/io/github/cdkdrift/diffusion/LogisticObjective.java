package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.TaylorPass;

/**
 * How well ln q − ln p + c tells data from as many draws of a known density p, at time 0: the mean of −ln σ(h) over data and −ln σ(−h) over
 * draws, h being that difference. c is the best there is for the points at hand (Bennett's acceptance ratio, doi:10.1016/0021-9991(76)90078-4).
 */
final class LogisticObjective {
    private static final int ROUNDS = 50;
    private static final double CLOSE = 1e-9;

    private final EnergyInputs inputs;
    private final TaylorPass pass;
    private final int size;
    private final float[] columns;
    private final float[] directions;
    private final float[] values;
    private final double[] ratios;
    private double constant;

    /** @param size points of the data, and as many draws */
    LogisticObjective(Expert expert, int size) {
        this.size = size;
        inputs = expert.inputs();
        pass = TaylorPass.forTraining(expert.network(), 2 * size, 0, 0);
        columns = new float[inputs.size() * 2 * size];
        directions = new float[columns.length];
        values = new float[2 * size];
        ratios = new double[2 * size];
    }

    /**
     * Leaves the gradient in the pass.
     *
     * @param data [size · d], in units of the spread
     * @param ofData ln p, [size]; −∞ where p has nothing: such points play no part
     * @param drawn [size · d]
     * @param ofDrawn ln p, [size]
     */
    TaylorPass gradient(double[] data, double[] ofData, double[] drawn, double[] ofDrawn) {
        place(data, 0);
        place(drawn, size);
        pass.forward(columns);
        for (int i = 0; i < size; i++) {
            ratios[i] = inputs.prior(data, i * inputs.dimensions(), 0) + pass.value(i) - ofData[i];
            ratios[size + i] = inputs.prior(drawn, i * inputs.dimensions(), 0) + pass.value(size + i) - ofDrawn[i];
        }
        balance();
        for (int i = 0; i < 2 * size; i++) {
            double share = share(ratios[i] + constant);
            values[i] = (float) ((i < size ? share - 1 : share) / size);
        }
        pass.backward(directions, null, values);
        return pass;
    }

    /** The loss of the points last given. */
    double loss() {
        double loss = 0;
        for (int i = 0; i < 2 * size; i++) {
            double h = ratios[i] + constant;
            loss += Math.log1p(Math.exp(-Math.abs(h))) + Math.max(0, i < size ? -h : h);
        }
        return loss / size;
    }

    private void place(double[] points, int first) {
        for (int i = 0; i < size; i++) {
            inputs.values(points, i * inputs.dimensions(), 0, columns, (first + i) * inputs.size());
        }
    }

    /** Newton's rounds for the c at which as many data are taken for draws as draws for data, by halves where these go astray. */
    private void balance() {
        double low = -1e6;
        double high = 1e6;
        for (int round = 0; round < ROUNDS; round++) {
            double excess = 0;
            double slope = 0;
            for (int i = 0; i < 2 * size; i++) {
                double share = share(ratios[i] + constant);
                excess += i < size ? share - 1 : share;
                slope += share * (1 - share);
            }
            if (Math.abs(excess) < CLOSE * size) {
                return;
            }
            if (excess > 0) {
                high = constant;
            } else {
                low = constant;
            }
            double next = constant - excess / slope;
            constant = next > low && next < high ? next : (low + high) / 2;
        }
    }

    private static double share(double h) {
        return 1 / (1 + Math.exp(-h));
    }
}
