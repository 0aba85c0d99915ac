package io.github.cdkdrift.frames;

import java.util.Locale;
import java.util.Optional;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * Whether the forces are minus the gradient of the energies: along each step between consecutive frames the work
 * W = −½ (F₁ + F₂) · (x₂ − x₁) (trapezoidal rule) is compared with the difference ΔE of the energies.
 *
 * @param steps the number of steps compared: those in which no atom moves 0.25 Å or more
 * @param slope of ΔE against W through the origin; 1 where forces, energies and units agree
 * @param correlation Pearson's, of ΔE and W
 * @param relativeError √(Σ (ΔE − W)² / Σ ΔE²)
 */
public record EnergyForceConsistency(int steps, double slope, double correlation, double relativeError) {
    /** Beyond this displacement of an atom, in Å, the trapezoidal rule says little. */
    private static final double LARGEST_STEP = 0.25;

    private static final int FEWEST_STEPS = 10;
    private static final double TOLERANCE = 0.05;
    private static final double WEAK_CORRELATION = 0.5;
    private static final double LARGE_ERROR = 0.3;

    /** Empty without energies or with fewer than ten small steps. */
    static Optional<EnergyForceConsistency> of(ForceFrames frames) {
        if (!frames.hasEnergies()) {
            return Optional.empty();
        }
        SimpleRegression throughOrigin = new SimpleRegression(false);
        SimpleRegression free = new SimpleRegression();
        double residuals = 0;
        double squares = 0;
        for (int i = 1; i < frames.size(); i++) {
            if (largestMove(frames, i) < LARGEST_STEP) {
                double work = work(frames, i);
                double difference =
                        frames.energy(i).orElseThrow() - frames.energy(i - 1).orElseThrow();
                throughOrigin.addData(work, difference);
                free.addData(work, difference);
                residuals += (difference - work) * (difference - work);
                squares += difference * difference;
            }
        }
        int steps = (int) free.getN();
        double slope = throughOrigin.getSlope();
        // No slope where nothing moves.
        return steps < FEWEST_STEPS || Double.isNaN(slope) || squares == 0
                ? Optional.empty()
                : Optional.of(new EnergyForceConsistency(steps, slope, free.getR(), Math.sqrt(residuals / squares)));
    }

    private static double largestMove(ForceFrames frames, int frame) {
        double largest = 0;
        for (int atom = 0; atom < frames.atoms(); atom++) {
            double square = 0;
            for (int axis = 0; axis < 3; axis++) {
                double move = frames.position(frame, atom, axis) - frames.position(frame - 1, atom, axis);
                square += move * move;
            }
            largest = Math.max(largest, square);
        }
        return Math.sqrt(largest);
    }

    private static double work(ForceFrames frames, int frame) {
        double work = 0;
        for (int atom = 0; atom < frames.atoms(); atom++) {
            for (int axis = 0; axis < 3; axis++) {
                double force = (frames.force(frame, atom, axis) + frames.force(frame - 1, atom, axis)) / 2;
                work -= force * (frames.position(frame, atom, axis) - frames.position(frame - 1, atom, axis));
            }
        }
        return work;
    }

    /** What is wrong and what to do, as a sentence; empty where forces and energies agree. */
    public Optional<String> problem() {
        if (Math.abs(correlation) < WEAK_CORRELATION) {
            return Optional.of(format(
                    "Energies hardly follow the forces (correlation %.2f): check that both belong to these frames and come"
                            + " from the same calculation.",
                    correlation));
        }
        if (Math.abs(slope - 1) > TOLERANCE) {
            return Optional.of(format("Energy differences are %.4g times what the forces imply: %s.", slope, remedy()));
        }
        return relativeError <= LARGE_ERROR
                ? Optional.empty()
                : Optional.of(format(
                        "Energies follow the forces only roughly (relative error %.2f): check that both come from the same"
                                + " calculation.",
                        relativeError));
    }

    private String remedy() {
        String sign = slope < 0 ? "the forces are gradients, multiply them by -1" : "";
        if (Math.abs(slope + 1) <= TOLERANCE) {
            return sign;
        }
        String units = UnitGuess.explaining(Math.abs(slope))
                .map(guess -> "this is the ratio of " + guess + ", convert both to one system")
                .orElse("check the units of both");
        return sign.isEmpty() ? units : sign + "; " + units;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
