package io.github.cdkdrift.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What to look at in a {@link LabelInspection}, and what to do about it. */
final class InspectionWarnings {
    private static final int FEWEST_FRAMES = 10;
    private static final int FEWEST_INDEPENDENT = 100;
    private static final double LARGE_NET_FORCE = 0.05;
    private static final double RARE_SECTOR = 0.01;

    private final List<String> sentences = new ArrayList<>();

    private InspectionWarnings() {}

    static List<String> of(LabelInspection inspection) {
        InspectionWarnings warnings = new InspectionWarnings();
        warnings.countFrames(inspection);
        warnings.followTime(inspection);
        warnings.compareEnergies(inspection);
        warnings.checkNetForces(inspection.netForces());
        warnings.checkBonds(inspection.bonds());
        inspection.rotors().forEach(warnings::checkCoverage);
        return List.copyOf(warnings.sentences);
    }

    private void countFrames(LabelInspection inspection) {
        if (inspection.frames() < FEWEST_FRAMES) {
            add("There are only %d frames: training needs at least %d.", inspection.frames(), FEWEST_FRAMES);
        }
        if (inspection.duplicates() > 0) {
            add(
                    "%d of %d frames repeat an earlier one exactly: remove them, or they count twice.",
                    inspection.duplicates(), inspection.frames());
        }
    }

    private void followTime(LabelInspection inspection) {
        inspection.energy().ifPresent(energy -> checkTime("energies", energy));
        inspection.slowestRotor().ifPresent(rotor -> checkTime("torsion " + rotor.name(), rotor.correlation()));
    }

    private void checkTime(String what, TimeCorrelation correlation) {
        if (correlation.independentFrames() < FEWEST_INDEPENDENT) {
            add(
                    "By their %s the frames have an effective sample size of %s%.3g (correlation over %.3g frames): their own"
                            + " distribution is not the equilibrium one; label frames further apart, or from several"
                            + " starting geometries.",
                    what,
                    correlation.converged() ? "" : "at most ",
                    correlation.independentFrames(),
                    correlation.time());
        }
    }

    private void compareEnergies(LabelInspection inspection) {
        if (inspection.energy().isEmpty()) {
            add("The frames carry no energies: forces and units cannot be checked against them.");
        } else if (inspection.consistency().isEmpty()) {
            add(
                    "Consecutive frames are too few, too far apart or all alike, so forces and units cannot be checked against"
                            + " the energies: inspect some frames in the order of a trajectory.");
        } else {
            inspection.consistency().get().problem().ifPresent(sentences::add);
        }
    }

    private void checkNetForces(NetForces forces) {
        if (forces.relativeForce() > LARGE_NET_FORCE) {
            add(
                    "The forces of a frame do not add up to zero (%.2g of the force on an atom): they are noisy, incomplete"
                            + " or not those of an isolated molecule.",
                    forces.relativeForce());
        }
        if (forces.relativeTorque() > LARGE_NET_FORCE) {
            add(
                    "The forces of a frame exert a torque (%.2g of that of an atom): they are noisy, incomplete, not those of"
                            + " an isolated molecule, or in axes other than the positions'.",
                    forces.relativeTorque());
        }
    }

    private void checkBonds(List<BondLength> bonds) {
        String suspicious = bonds.stream()
                .filter(BondLength::suspicious)
                .map(bond ->
                        String.format(Locale.ROOT, "%s (%.2f to %.2f Å)", bond.name(), bond.shortest(), bond.longest()))
                .collect(Collectors.joining(", "));
        if (!suspicious.isEmpty()) {
            add(
                    "Unusual bond lengths: %s: check the unit of the positions, the molecule, and whether it reacts.",
                    suspicious);
        }
    }

    private void checkCoverage(RotorCoverage rotor) {
        if (!rotor.symmetric() && rotor.rarestSector() < RARE_SECTOR) {
            add(
                    "Torsion %s hardly leaves part of its circle (%.1f %% near 60°, %.1f %% near 180°, %.1f %% near -60°): its"
                            + " populations cannot be learnt from these frames alone; label some in the missing sectors.",
                    rotor.name(), 100 * rotor.gauchePlus(), 100 * rotor.trans(), 100 * rotor.gaucheMinus());
        }
    }

    private void add(String pattern, Object... values) {
        sentences.add(String.format(Locale.ROOT, pattern, values));
    }
}
