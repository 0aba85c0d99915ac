package io.github.cdkdrift.positives;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.TorsionBias;
import io.github.cdkdrift.rotamer.RotamerPopulations;
import io.github.cdkdrift.rotamer.TorqueReweighting;
import io.github.cdkdrift.rotamer.TorqueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Where frames leave torsions unvisited, a fitted potential says little about their populations: it extrapolates in all
 * coordinates at once. The torques on the frames extrapolate one torsion alone, as a short Fourier series, which is how force
 * fields describe torsions. Each such rotor gets the difference of both free energies, A_frames − A_sampled, as a further
 * energy, so that the torsion's distribution becomes that of the torques.
 */
final class TorqueCorrection {
    /** A rotor with more of its probability than this in basins where no frame is gets a correction. */
    private static final double LARGEST_UNVISITED = 0.02;

    /** A basin of which more than this part is extrapolated counts as unvisited: barriers alone do not. */
    private static final double MOSTLY = 0.5;

    private static final int GRID_DEGREES = 5;

    private static final int FEWEST_FRAMES = 10;

    private final ForceFrames frames;
    private final MolecularGraph graph;
    private final List<SymmetryOperation> operations;
    private final List<int[]> rotors = new ArrayList<>();
    private final List<TorqueReweighting> torques = new ArrayList<>();
    private final List<DoubleUnaryOperator> energies = new ArrayList<>();
    private double unvisited;

    TorqueCorrection(ForceFrames frames, MolecularGraph graph, List<SymmetryOperation> operations, double temperature) {
        this.frames = frames;
        this.graph = graph;
        this.operations = operations;
        for (int[] rotor : frames.size() < FEWEST_FRAMES ? List.<int[]>of() : graph.rotors()) {
            TorqueReweighting ofRotor = torques(frames, rotor);
            double share = unvisited(ofRotor, temperature);
            unvisited = Math.max(unvisited, share);
            if (share > LARGEST_UNVISITED) {
                rotors.add(rotor);
                torques.add(ofRotor);
                energies.add(torsion -> 0);
            }
        }
    }

    private TorqueReweighting torques(ForceFrames of, int[] rotor) {
        return TorqueReweighting.of(of, graph, List.of(rotor), operations, TorqueSettings.defaults());
    }

    private static double unvisited(TorqueReweighting torques, double temperature) {
        RotamerPopulations basins = torques.populations(temperature, new double[][] {barriers(torques)});
        double sum = 0;
        for (int basin = 0; basin < basins.shares().length; basin++) {
            sum += basins.extrapolated()[basin] > MOSTLY ? basins.shares()[basin] : 0;
        }
        return sum;
    }

    /** Maxima of the free energy, degrees; −180 where there is none but one. */
    private static double[] barriers(TorqueReweighting torques) {
        double[] maxima = IntStream.range(0, 360 / GRID_DEGREES)
                .mapToDouble(i -> -180.0 + i * GRID_DEGREES)
                .filter(torsion -> torques.freeEnergy(torsion) > torques.freeEnergy(torsion - GRID_DEGREES)
                        && torques.freeEnergy(torsion) >= torques.freeEnergy(torsion + GRID_DEGREES))
                .toArray();
        return maxima.length > 1 ? maxima : new double[] {-180};
    }

    /** Largest share of a rotor's probability, by the torques on the frames, in basins where no frame is. */
    double unvisited() {
        return unvisited;
    }

    /** Whether any rotor needs a correction. */
    boolean needed() {
        return !rotors.isEmpty();
    }

    /**
     * Moves the correction towards the free energies by the frames' torques. The first samples hardly visit what is to be
     * corrected, so their own free energy is uncertain there; samples of the corrected potential do.
     *
     * @param sampled geometries from the distribution of the potential as it was corrected so far, with its forces
     */
    void improve(ForceFrames sampled) {
        for (int i = 0; i < rotors.size(); i++) {
            TorqueReweighting byFrames = torques.get(i);
            TorqueReweighting bySamples = torques(sampled, rotors.get(i));
            DoubleUnaryOperator before = energies.get(i);
            energies.set(
                    i,
                    torsion -> before.applyAsDouble(torsion)
                            + byFrames.freeEnergy(torsion)
                            - bySamples.freeEnergy(torsion));
        }
    }

    /** A potential with the correction as it stands. */
    Potential correct(Potential potential) {
        return TorsionBias.of(potential, rotors, energies, operations);
    }
}
