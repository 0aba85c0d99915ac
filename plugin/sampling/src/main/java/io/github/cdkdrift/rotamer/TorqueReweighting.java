package io.github.cdkdrift.rotamer;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.molecule.SymmetryOperation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The free energy of some torsions, and so the populations of their rotamers, from the torques of force labels instead of from
 * counting frames.
 *
 * <p>To turn the atoms on one side of a bond rigidly by ξ moves this torsion alone and keeps volumes, so the free energy A has
 * ∂A/∂ξ = −⟨torque about the bond⟩ at fixed torsions, exactly (the mean force of several coordinates, den Otter and Briels 2000,
 * doi:10.1080/00268970009483348, here without a Jacobian). A Fourier series is fitted to the torques of all rotors at once. How
 * often the frames are at which torsions does not matter; that everything else is at equilibrium there does. Torsions that are
 * left out are averaged over as the frames have them: a rotor that hardly depends on the others is known best alone.
 *
 * <p>Where no frame has been the series is extrapolated, and the prior of {@link TorqueSettings} decides: look at the standard
 * errors and at {@link RotamerPopulations#extrapolated}.
 *
 * <p>For F frames, G operations and m rotors the fit costs FGmP²/2 operations, P = 2K + 4(m − 1)L² for K harmonics of one
 * torsion and L in pairs. Immutable.
 */
public final class TorqueReweighting {
    private static final int BLOCKS = 40;
    private static final int FRAMES_A_BLOCK = 5;

    private final FourierSeries series;
    private final TorsionGrid.Visits visits;
    private final double[] coefficients;
    private final double[][] replicates;

    private TorqueReweighting(
            FourierSeries series, TorsionGrid.Visits visits, double[] coefficients, double[][] replicates) {
        this.series = series;
        this.visits = visits;
        this.coefficients = coefficients;
        this.replicates = replicates;
    }

    /**
     * Fits the free energy.
     *
     * @param frames at least 10
     * @param graph their molecule, its atoms in the order of the frames
     * @param rotors torsions {a, b, c, d} about bonds b–c outside rings, one to five; of {@link MolecularGraph#rotors()}, or
     *     some of them
     * @param symmetry renumberings that leave the energy as it is, a group: each makes another frame of every frame, and they
     *     make the free energy symmetric; empty for the frames as they are
     * @throws IllegalArgumentException if frames, molecule, rotors and operations do not belong together
     */
    public static TorqueReweighting of(
            ForceFrames frames,
            MolecularGraph graph,
            List<int[]> rotors,
            List<SymmetryOperation> symmetry,
            TorqueSettings settings) {
        check(frames, graph, rotors, symmetry);
        List<Rotor> turning =
                rotors.stream().map(torsion -> Rotor.of(graph, torsion)).toList();
        for (Rotor rotor : turning) {
            if (turning.stream().filter(rotor::isAbout).count() > 1) {
                throw new IllegalArgumentException("two of the torsions are about the same bond");
            }
        }
        SymmetryOperation identity =
                new SymmetryOperation(IntStream.range(0, frames.atoms()).toArray(), false);
        Rotor[][] images = (symmetry.isEmpty() ? List.of(identity) : symmetry)
                .stream()
                        .map(operation -> turning.stream()
                                .map(rotor -> rotor.before(operation))
                                .toArray(Rotor[]::new))
                        .toArray(Rotor[][]::new);
        FourierSeries series = new FourierSeries(rotors.size(), settings);
        Rotor[] themselves = turning.toArray(Rotor[]::new);
        double[][] functions = series.invariants(Arrays.stream(images)
                .flatMap(image -> TorsionImage.of(themselves, image, frames).stream())
                .toList());
        TorsionGrid.Visits visits = new TorsionGrid.Visits(rotors.size());
        TorqueEquations[][] equations = equations(frames, images, series, functions, visits);
        TorqueFit fit = new TorqueFit(deviations(series, functions, settings), equations, images.length);
        return new TorqueReweighting(
                series,
                visits,
                combined(functions, fit.best()),
                Arrays.stream(fit.replicates(settings))
                        .map(replicate -> combined(functions, replicate))
                        .toArray(double[][]::new));
    }

    private static void check(
            ForceFrames frames, MolecularGraph graph, List<int[]> rotors, List<SymmetryOperation> symmetry) {
        if (!Arrays.equals(graph.atomicNumbers(), frames.atomicNumbers())) {
            throw new IllegalArgumentException("the molecule's elements " + Arrays.toString(graph.atomicNumbers())
                    + " are not those of the frames " + Arrays.toString(frames.atomicNumbers()));
        }
        if (rotors.isEmpty() || rotors.size() > TorsionGrid.MOST_ROTORS) {
            throw new IllegalArgumentException("expected one to " + TorsionGrid.MOST_ROTORS + " rotors, found "
                    + rotors.size() + ": leave some out, they are averaged over");
        }
        if (frames.size() < 2 * FRAMES_A_BLOCK) {
            throw new IllegalArgumentException(
                    "expected at least " + 2 * FRAMES_A_BLOCK + " frames, found " + frames.size());
        }
        for (SymmetryOperation operation : symmetry) {
            if (operation.permutation().length != frames.atoms()) {
                throw new IllegalArgumentException(
                        "expected operations on " + frames.atoms() + " atoms, found " + operation.permutation().length);
            }
        }
    }

    private static double[] deviations(FourierSeries series, double[][] functions, TorqueSettings settings) {
        double[] ofTerms = series.deviations(settings);
        return Arrays.stream(functions)
                .mapToDouble(function -> IntStream.range(0, ofTerms.length)
                        .filter(i -> function[i] != 0)
                        .mapToDouble(i -> ofTerms[i])
                        .max()
                        .orElseThrow())
                .toArray();
    }

    private static double[] combined(double[][] functions, double[] coefficients) {
        double[] sum = new double[functions[0].length];
        for (int i = 0; i < functions.length; i++) {
            for (int term = 0; term < sum.length; term++) {
                sum[term] += coefficients[i] * functions[i][term];
            }
        }
        return sum;
    }

    private static TorqueEquations[][] equations(
            ForceFrames frames,
            Rotor[][] images,
            FourierSeries series,
            double[][] functions,
            TorsionGrid.Visits visits) {
        int rotors = series.rotors();
        int blocks = Math.min(BLOCKS, frames.size() / FRAMES_A_BLOCK);
        TorqueEquations[][] equations = new TorqueEquations[rotors][blocks];
        double[] angles = new double[rotors];
        double[] row = new double[functions.length];
        FourierSeries.Slopes slopes = series.new Slopes(functions);
        for (int rotor = 0; rotor < rotors; rotor++) {
            int[] dependent = slopes.dependent(rotor);
            Arrays.setAll(equations[rotor], block -> new TorqueEquations(dependent));
        }
        for (int frame = 0; frame < frames.size(); frame++) {
            double[] positions = frames.positions(frame);
            double[] forces = frames.forces(frame);
            int block = (int) ((long) frame * blocks / frames.size());
            for (int image = 0; image < images.length; image++) {
                Rotor[] turning = images[image];
                Arrays.setAll(angles, rotor -> turning[rotor].angle(positions));
                visits.add(angles);
                slopes.moveTo(angles);
                for (int rotor = 0; rotor < rotors; rotor++) {
                    double torque = turning[rotor].torque(positions, forces);
                    slopes.of(rotor, row);
                    equations[rotor][block].add(row, torque);
                    if (image == 0) {
                        equations[rotor][block].addToMean(row, torque);
                    }
                }
            }
        }
        return equations;
    }

    /** The number of torsions. */
    public int rotors() {
        return series.rotors();
    }

    /**
     * The free energy at given torsions, relative to its mean over all torsions.
     *
     * @param degrees [rotors]
     * @return kcal/mol
     */
    public double freeEnergy(double... degrees) {
        if (degrees.length != rotors()) {
            throw new IllegalArgumentException("expected " + rotors() + " torsions, found " + degrees.length);
        }
        double sum = 0;
        for (int j = 0; j < degrees.length; j++) {
            double[] angle = {Math.toRadians(degrees[j])};
            sum += series.ofOne(coefficients, j, angle)[0];
            for (int i = 0; i < j; i++) {
                double[] other = {Math.toRadians(degrees[i])};
                sum += series.ofPair(coefficients, i, j, other, angle)[0][0];
            }
        }
        return sum;
    }

    /**
     * Populations at a temperature: exp(−A/k_BT) summed over a grid of 1° for one or two rotors, 5°, 10° and 20° for three, four
     * and five.
     *
     * @param kelvin above 0
     * @param edges where the sectors of each torsion begin, rising, [rotors][sectors] degrees from −180 to below 180; the last
     *     sector goes on to the first edge, so {−120, 0, 120} makes g⁻, g⁺ and t, and a single edge the whole circle
     */
    public RotamerPopulations populations(double kelvin, double[][] edges) {
        if (!(kelvin > 0) || Double.isInfinite(kelvin)) {
            throw new IllegalArgumentException("temperature must be above 0, is " + kelvin);
        }
        checkEdges(edges);
        TorsionGrid grid = new TorsionGrid(rotors());
        int[] states = grid.states(edges);
        int count = Arrays.stream(edges).mapToInt(e -> e.length).reduce(1, Math::multiplyExact);
        double[] probabilities = probabilities(grid, coefficients, kelvin);
        boolean[] visited = grid.visited(visits);
        double[] shares = new double[count];
        double[] extrapolated = new double[count];
        for (int cell = 0; cell < states.length; cell++) {
            shares[states[cell]] += probabilities[cell];
            extrapolated[states[cell]] += visited[cell] ? 0 : probabilities[cell];
        }
        for (int state = 0; state < count; state++) {
            extrapolated[state] = shares[state] > 0 ? extrapolated[state] / shares[state] : 1;
        }
        return new RotamerPopulations(shares, errors(grid, kelvin, states, shares), extrapolated);
    }

    private void checkEdges(double[][] edges) {
        if (edges.length != rotors()) {
            throw new IllegalArgumentException("expected edges of " + rotors() + " torsions, found " + edges.length);
        }
        for (double[] ofOne : edges) {
            boolean rising = IntStream.range(1, ofOne.length).allMatch(i -> ofOne[i - 1] < ofOne[i]);
            if (ofOne.length == 0 || !rising || !(ofOne[0] >= -180 && ofOne[ofOne.length - 1] < 180)) {
                throw new IllegalArgumentException(
                        "expected rising edges from -180 to below 180, found " + Arrays.toString(ofOne));
            }
        }
    }

    private double[] probabilities(TorsionGrid grid, double[] of, double kelvin) {
        double[] values = grid.energies(series, of);
        double lowest = Arrays.stream(values).min().orElseThrow();
        double sum = 0;
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] = Math.exp((lowest - values[cell]) / (PhysicalConstants.BOLTZMANN * kelvin));
            sum += values[cell];
        }
        for (int cell = 0; cell < values.length; cell++) {
            values[cell] /= sum;
        }
        return values;
    }

    /** Root mean squares of what replicates differ by. */
    private double[] errors(TorsionGrid grid, double kelvin, int[] states, double[] shares) {
        double[] squares = new double[shares.length];
        for (double[] replicate : replicates) {
            double[] probabilities = probabilities(grid, replicate, kelvin);
            double[] others = new double[shares.length];
            for (int cell = 0; cell < states.length; cell++) {
                others[states[cell]] += probabilities[cell];
            }
            for (int state = 0; state < shares.length; state++) {
                squares[state] += (others[state] - shares[state]) * (others[state] - shares[state]);
            }
        }
        return Arrays.stream(squares)
                .map(sum -> Math.sqrt(sum / replicates.length))
                .toArray();
    }
}
