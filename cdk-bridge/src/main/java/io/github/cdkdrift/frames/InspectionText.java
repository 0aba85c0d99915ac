package io.github.cdkdrift.frames;

import java.util.List;
import java.util.Locale;

/** A {@link LabelInspection} as a table. */
final class InspectionText {
    private final StringBuilder text = new StringBuilder();

    private InspectionText() {}

    static String of(LabelInspection inspection, String temperature) {
        InspectionText table = new InspectionText();
        table.summary(inspection, temperature);
        table.bonds(inspection.bonds());
        table.rotors(inspection.rotors());
        table.warnings(inspection.warnings());
        return table.text.toString();
    }

    private void summary(LabelInspection inspection, String temperature) {
        line("%-28s%s", "molecule", inspection.formula());
        line("%-28s%d, duplicates %d", "frames", inspection.frames(), inspection.duplicates());
        inspection.potential().ifPresent(word -> line("%-28s%s", "labels by", word));
        line("%-28s%s", "temperature", temperature);
        inspection.energy().ifPresent(energy -> correlation("energy correlation", energy));
        inspection.slowestRotor().ifPresent(rotor -> {
            correlation("slowest torsion", rotor.correlation());
            line("%-28s%s", "", rotor.name());
        });
        inspection
                .consistency()
                .ifPresentOrElse(
                        c -> line(
                                "%-28sslope %.4f, correlation %.4f, relative error %.4f (%d steps)",
                                "ΔE against -F·Δx", c.slope(), c.correlation(), c.relativeError(), c.steps()),
                        () -> line("%-28s%s", "ΔE against -F·Δx", "cannot be compared"));
        NetForces forces = inspection.netForces();
        line(
                "%-28smean %.3g, max %.3g kcal/mol/Å (force on an atom %.3g)",
                "net force", forces.meanForce(), forces.maxForce(), forces.typicalForce());
        line(
                "%-28smean %.3g, max %.3g kcal/mol (torque of an atom %.3g)",
                "net torque", forces.meanTorque(), forces.maxTorque(), forces.typicalTorque());
    }

    private void correlation(String what, TimeCorrelation correlation) {
        line(
                "%-28sτ %s%.1f frames, %s%.0f independent frames",
                what,
                correlation.converged() ? "" : "≥ ",
                correlation.time(),
                correlation.converged() ? "" : "≤ ",
                correlation.independentFrames());
    }

    private void bonds(List<BondLength> bonds) {
        line("");
        line("%-14s%8s%8s%8s%8s", "bond length Å", "mean", "std", "min", "max");
        for (BondLength bond : bonds) {
            line(
                    "%-14s%8.3f%8.3f%8.3f%8.3f%s",
                    bond.name(),
                    bond.mean(),
                    bond.deviation(),
                    bond.shortest(),
                    bond.longest(),
                    bond.suspicious() ? "  unusual" : "");
        }
    }

    private void rotors(List<RotorCoverage> rotors) {
        if (rotors.isEmpty()) {
            return;
        }
        line("");
        line("%-24s%9s%8s%8s%8s%10s", "torsion", "visited", "60°", "180°", "-60°", "τ frames");
        for (RotorCoverage rotor : rotors) {
            line(
                    "%-24s%8.0f%%%7.1f%%%7.1f%%%7.1f%%%10.1f",
                    rotor.name(),
                    100 * rotor.visited(),
                    100 * rotor.gauchePlus(),
                    100 * rotor.trans(),
                    100 * rotor.gaucheMinus(),
                    rotor.correlation().time());
        }
    }

    private void warnings(List<String> warnings) {
        if (!warnings.isEmpty()) {
            line("");
            warnings.forEach(warning -> line("! %s", warning));
        }
    }

    private void line(String pattern, Object... values) {
        text.append(String.format(Locale.ROOT, pattern, values)).append('\n');
    }
}
