package io.github.cdkdrift.dynamics;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.Curvature;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.FrameSelection;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialFit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openscience.cdk.exception.CDKException;

/**
 * The temperature that positions and forces imply, without velocities: k_BT = ⟨f · u⟩ / ⟨−∇ · u⟩ for any vector field u (Jepps,
 * Ayton and Evans 2000, doi:10.1103/PhysRevE.62.4757, equation 9). Here u are the forces of a potential, so that
 * k_BT = ⟨f · u⟩ / ⟨∇²E⟩: with the potential that made the labels it is Rugh's ⟨|f|²⟩ / ⟨∇²E⟩ (1997,
 * doi:10.1103/PhysRevLett.78.772; Butler et al. 1998, doi:10.1063/1.477301), but it stays exact for one that only resembles it,
 * which makes the error larger and nothing else.
 *
 * <p>Stiff bonds weigh most. It is a temperature of fast vibrations, which a few picoseconds can know, and says nothing of how
 * torsions are populated.
 *
 * @param kelvin the estimate
 * @param standardError of it in K, with the time correlation of consecutive frames; it does not know of motions slower than all
 *     frames together
 * @param frames those that the mean of f · u is over
 */
public record ConfigurationalTemperature(double kelvin, double standardError, int frames) {
    /** The fewest frames that an error can be told from. */
    public static final int FEWEST_FRAMES = 10;

    /** Laplacians vary by a few per cent only. */
    private static final int LAPLACIANS = 300;

    /** Geometries whose forces all Laplacians may cost, 6N each, and the fewest Laplacians nevertheless. */
    private static final int DISPLACEMENTS = 50_000;

    private static final int FEWEST_LAPLACIANS = 50;
    private static final int FRAMES_A_LAPLACIAN = 20;
    private static final int TRAINING_FRAMES = 60;

    /** Force components that a potential is fitted to: keeps the fit of a large molecule in seconds. */
    private static final int TRAINING_COMPONENTS = 2400;

    private static final List<Double> WIDTHS = List.of(10.0, 40.0);

    /**
     * With the forces of a potential that is fitted to some of the frames. The temperature is of the others.
     *
     * @throws CDKException if there is no temperature: one atom, fewer than twenty frames, or forces that do not hold the molecule
     *     together
     */
    public static ConfigurationalTemperature of(ForceFrames frames) throws CDKException {
        if (frames.atoms() < 2) {
            throw new CDKException("one atom alone has no shape");
        }
        if (frames.size() < 2 * FEWEST_FRAMES) {
            throw new CDKException("expected at least " + 2 * FEWEST_FRAMES
                    + " frames, half of them to fit a potential to, found " + frames.size());
        }
        int affordable = Math.max(FEWEST_FRAMES, TRAINING_COMPONENTS / (3 * frames.atoms()));
        int training = Math.min(Math.min(TRAINING_FRAMES, affordable), frames.size() / 2);
        FitSettings settings = FitSettings.defaults()
                .withFrames(training)
                .withSelection(FrameSelection.EQUALLY_SPACED)
                .withWidths(WIDTHS);
        int[][] identity = {IntStream.range(0, frames.atoms()).toArray()};
        PotentialFit fit;
        try {
            fit = PotentialFit.of(frames, identity, settings);
        } catch (IllegalArgumentException e) {
            throw new CDKException("no potential fits the forces: " + e.getMessage(), e);
        }
        BitSet used = new BitSet();
        for (int frame : fit.frames()) {
            used.set(frame);
        }
        int[] others =
                IntStream.range(0, frames.size()).filter(i -> !used.get(i)).toArray();
        return of(frames.select(others), fit.potential());
    }

    /**
     * With the forces of this potential.
     *
     * @param frames consecutive or independent ones, not those that the potential was fitted to
     * @throws IllegalArgumentException if the potential has another number of atoms
     * @throws CDKException if there are fewer than ten frames, or if they do not lie about minima of the potential
     */
    public static ConfigurationalTemperature of(ForceFrames frames, Potential potential) throws CDKException {
        if (frames.atoms() != potential.atoms()) {
            throw new IllegalArgumentException(
                    "frames of " + frames.atoms() + " atoms, a potential of " + potential.atoms());
        }
        if (frames.size() < FEWEST_FRAMES) {
            throw new CDKException("expected at least " + FEWEST_FRAMES + " frames, found " + frames.size());
        }
        Groups groups = new Groups(frames);
        double[] laplacians = Curvature.laplacians(potential, groups.middles(frames), groups.count);
        double[] products = groups.products(frames, potential);
        double laplacian = mean(laplacians);
        double thermalEnergy = mean(products) / laplacian;
        if (!(thermalEnergy > 0) || Double.isInfinite(thermalEnergy)) {
            throw new CDKException(String.format(
                    Locale.ROOT,
                    "the forces do not hold the molecule together (mean f·u %.3g kcal²/mol²/Å², mean curvature %.3g"
                            + " kcal/mol/Å²): check that they are forces, not gradients, and belong to these frames",
                    mean(products),
                    laplacian));
        }
        double[] residuals = new double[groups.count];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = products[i] - thermalEnergy * laplacians[i];
        }
        double error = Convergence.of(residuals).standardError() / laplacian;
        return new ConfigurationalTemperature(
                thermalEnergy / PhysicalConstants.BOLTZMANN, error / PhysicalConstants.BOLTZMANN, groups.frames());
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value / values.length;
        }
        return sum;
    }

    /** Equal runs of frames: one Laplacian each, and the mean of f · u over several of its frames. */
    private static final class Groups {
        private final int size;
        private final int count;
        private final int each;

        Groups(ForceFrames frames) {
            size = frames.size();
            int affordable = Math.max(FEWEST_LAPLACIANS, DISPLACEMENTS / (6 * frames.atoms()));
            count = Math.min(Math.min(LAPLACIANS, affordable), size);
            each = Math.min(FRAMES_A_LAPLACIAN, size / count);
        }

        int frames() {
            return count * each;
        }

        /** The {@code k}-th frame of all {@link #frames()}, spread equally. */
        private int frame(int k) {
            return (int) ((long) k * size / frames());
        }

        double[] middles(ForceFrames frames) {
            int stride = 3 * frames.atoms();
            double[] positions = new double[count * stride];
            for (int group = 0; group < count; group++) {
                System.arraycopy(
                        frames.positions(frame(group * each + each / 2)), 0, positions, group * stride, stride);
            }
            return positions;
        }

        double[] products(ForceFrames frames, Potential potential) {
            int stride = 3 * frames.atoms();
            double[] positions = new double[each * stride];
            double[] forces = new double[positions.length];
            double[] energies = new double[each];
            double[] products = new double[count];
            for (int group = 0; group < count; group++) {
                for (int i = 0; i < each; i++) {
                    System.arraycopy(frames.positions(frame(group * each + i)), 0, positions, i * stride, stride);
                }
                potential.evaluate(positions, each, energies, forces);
                for (int i = 0; i < forces.length; i++) {
                    double label = frames.force(frame(group * each + i / stride), i % stride / 3, i % 3);
                    products[group] += label * forces[i] / each;
                }
            }
            return products;
        }
    }
}
