package io.github.cdkdrift.frames;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/**
 * How long a quantity remembers itself along consecutive frames.
 *
 * <p>The time is the longer of two integrated autocorrelation times, 1 + 2 Σ ρ and 1 + 2 Σ ρ²: that of the quantity and that of
 * its square, were it Gaussian (Isserlis 1918, doi:10.1093/biomet/12.1-2.134). The second does not vanish for a vibration, whose
 * mean converges long before its distribution.
 *
 * @param time in frames, at least 1, at most the number of frames
 * @param independentFrames effective sample size, frames / time
 * @param converged whether the frames span at least 50 times the time; where not, the time is a lower bound and the independent
 *     frames an upper one
 */
public record TimeCorrelation(double time, double independentFrames, boolean converged) {
    /** Sums end at the first lag of at least this many times (Sokal 1997, doi:10.1007/978-1-4899-0319-8_6, section 3). */
    private static final double WINDOW = 5;

    private static final double CONVERGED_AFTER = 50;

    /**
     * Of a vector quantity; ρ is the autocorrelation of its deviation from the mean.
     *
     * @param series [components, frames]
     */
    static TimeCorrelation of(double[]... series) {
        int frames = series[0].length;
        if (Arrays.stream(series).allMatch(TimeCorrelation::isConstant)) {
            // What never changes tells no two frames apart: all of them count as one.
            return new TimeCorrelation(frames, 1, false);
        }
        double[] covariance = autocovariance(series);
        double first = integrated(lag -> covariance[lag] / covariance[0], frames);
        double second = integrated(lag -> Math.pow(covariance[lag] / covariance[0], 2), frames);
        double time = Math.max(first, second);
        return new TimeCorrelation(time, frames / time, frames >= CONVERGED_AFTER * time);
    }

    private static boolean isConstant(double[] component) {
        return Arrays.stream(component).allMatch(value -> value == component[0]);
    }

    private static double integrated(IntToDoubleFunction correlation, int frames) {
        double time = 1;
        for (int lag = 1; lag < frames && lag < WINDOW * time; lag++) {
            time += 2 * correlation.applyAsDouble(lag);
        }
        return Math.min(frames, Math.max(1, time));
    }

    /** Of an angle, by its point on the circle. */
    static TimeCorrelation ofAngle(double[] radians) {
        double[] cosine = new double[radians.length];
        double[] sine = new double[radians.length];
        for (int i = 0; i < radians.length; i++) {
            cosine[i] = Math.cos(radians[i]);
            sine[i] = Math.sin(radians[i]);
        }
        return of(cosine, sine);
    }

    /** Σ over components and time of deviation · later deviation, [lags], by the Wiener–Khinchin theorem. */
    private static double[] autocovariance(double[][] series) {
        int frames = series[0].length;
        // Zeros as long as the series keep its end from meeting its beginning.
        int length = Integer.highestOneBit(Math.max(1, 2 * frames - 1)) * 2;
        double[] power = new double[length];
        for (double[] component : series) {
            double[][] spectrum = {centred(component, length), new double[length]};
            FastFourierTransformer.transformInPlace(spectrum, DftNormalization.STANDARD, TransformType.FORWARD);
            for (int k = 0; k < length; k++) {
                power[k] += spectrum[0][k] * spectrum[0][k] + spectrum[1][k] * spectrum[1][k];
            }
        }
        double[][] covariance = {power, new double[length]};
        FastFourierTransformer.transformInPlace(covariance, DftNormalization.STANDARD, TransformType.INVERSE);
        return covariance[0];
    }

    private static double[] centred(double[] component, int length) {
        double mean = StatUtils.mean(component);
        double[] deviations = new double[length];
        for (int i = 0; i < component.length; i++) {
            deviations[i] = component[i] - mean;
        }
        return deviations;
    }
}
