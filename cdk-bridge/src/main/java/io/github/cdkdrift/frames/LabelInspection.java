package io.github.cdkdrift.frames;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much can be learnt from force-labelled frames, before anything is trained on them.
 *
 * @param formula the molecule, in Hill's order
 * @param frames how many
 * @param duplicates how many have exactly the positions of an earlier one
 * @param potential what computed the labels, in words; empty where that is not known
 * @param energy time correlation of the energies; empty without energies
 * @param consistency of forces and energies; empty without energies or where consecutive frames are far apart
 * @param netForces sums and torques that should vanish
 * @param bonds the length of each bond, in the order of {@link MolecularGraph#bonds()}
 * @param rotors the coverage of each rotatable bond, in the order of {@link MolecularGraph#rotors()}
 */
public record LabelInspection(
        String formula,
        int frames,
        int duplicates,
        Optional<String> potential,
        Optional<TimeCorrelation> energy,
        Optional<EnergyForceConsistency> consistency,
        NetForces netForces,
        List<BondLength> bonds,
        List<RotorCoverage> rotors) {
    /**
     * Inspects frames, which are taken to be consecutive.
     *
     * @param graph the molecule, its atoms in the order of the frames
     * @throws IllegalArgumentException if its elements are not those of the frames
     */
    public static LabelInspection of(ForceFrames frames, MolecularGraph graph) {
        if (!Arrays.equals(graph.atomicNumbers(), frames.atomicNumbers())) {
            throw new IllegalArgumentException("the molecule's elements " + Arrays.toString(graph.atomicNumbers())
                    + " are not those of the frames " + Arrays.toString(frames.atomicNumbers()));
        }
        return new LabelInspection(
                graph.formula(),
                frames.size(),
                duplicates(frames),
                frames.potential(),
                frames.hasEnergies() ? Optional.of(TimeCorrelation.of(frames.energies())) : Optional.empty(),
                EnergyForceConsistency.of(frames),
                NetForces.of(frames),
                BondLength.of(frames, graph),
                RotorCoverage.of(frames, graph));
    }

    private static int duplicates(ForceFrames frames) {
        Set<DoubleBuffer> seen = new TreeSet<>();
        for (int frame = 0; frame < frames.size(); frame++) {
            seen.add(DoubleBuffer.wrap(frames.positions(frame)));
        }
        return frames.size() - seen.size();
    }

    /** The rotor whose torsion takes longest to forget itself; empty where there is none. */
    public Optional<RotorCoverage> slowestRotor() {
        return rotors.stream()
                .max(Comparator.comparingDouble(rotor -> rotor.correlation().time()));
    }

    /** Whatever makes the labels less useful, each as a sentence that says what to do; empty where nothing was found. */
    public List<String> warnings() {
        return InspectionWarnings.of(this);
    }

    /**
     * All of it as a table for people, lines ended by {@code \n}.
     *
     * @param temperature what is known of the frames' temperature, in words: it takes a potential to tell it
     */
    public String toText(String temperature) {
        return InspectionText.of(this, temperature);
    }
}
