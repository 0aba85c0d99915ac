package io.github.cdkdrift.backend;

/** The constants of Adam that its authors recommend (arXiv:1412.6980, section 2), and the bias corrections. */
final class AdamConstants {
    static final double FIRST_DECAY = 0.9;
    static final double SECOND_DECAY = 0.999;
    static final double EPSILON = 1e-8;

    private AdamConstants() {}

    /** The factor on the first moment: learning rate over its bias correction. */
    static double stepSize(double learningRate, int step) {
        return learningRate / (1 - Math.pow(FIRST_DECAY, step));
    }

    /** The factor on the square root of the second moment that corrects its bias. */
    static double rootCorrection(int step) {
        return 1 / Math.sqrt(1 - Math.pow(SECOND_DECAY, step));
    }
}
