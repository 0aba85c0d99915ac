package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.molecule.CoreMatch;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Smarts;
import io.github.cdkdrift.potential.CoreRestraint;
import io.github.cdkdrift.potential.Restraint;
import io.github.cdkdrift.potential.TorsionRestraint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.openscience.cdk.exception.CDKException;

/**
 * What is held of a molecule.
 *
 * @param pattern of a torsion's atoms, or of those of a reference that are held; empty for all its heavy atoms
 * @param degrees of the torsion
 * @param reference the geometry that a core is held to; null for a torsion
 * @param name of the reference, for messages
 * @param forceConstant kcal/mol per rad² or Å²
 */
record RestraintChoice(
        Optional<Smarts> pattern,
        OptionalDouble degrees,
        ConformerEnsemble reference,
        String name,
        double forceConstant) {
    static RestraintChoice torsion(Smarts pattern, double degrees, double forceConstant) {
        return new RestraintChoice(
                Optional.of(pattern), OptionalDouble.of(degrees), null, pattern.toString(), forceConstant);
    }

    /** Reads the reference, the first conformer where there are several. */
    static RestraintChoice core(Path file, Optional<Smarts> pattern, double forceConstant)
            throws IOException, CDKException {
        ConformerEnsemble reference = EnsembleFiles.read(file, Optional.empty(), OptionalInt.empty());
        return new RestraintChoice(pattern, OptionalDouble.empty(), reference, file.toString(), forceConstant);
    }

    /** The same text for the same restraint, in every run. */
    @Override
    public String toString() {
        return name
                + pattern.map(held -> " " + held).orElse("")
                + (degrees.isPresent() ? " at " + degrees.getAsDouble() : "")
                + (reference == null
                        ? ""
                        : " " + Arrays.hashCode(reference.conformers().get(0).positions()))
                + " by " + forceConstant;
    }

    /** The restraints of a molecule: one for each match of a torsion, one for a core. */
    List<Restraint> of(MolecularGraph graph) throws CDKException {
        if (degrees.isPresent()) {
            List<int[]> matches = pattern.orElseThrow().matches(graph);
            if (matches.get(0).length != 4) {
                throw new CDKException("found a pattern of " + matches.get(0).length + " atoms, " + name
                        + ", with an angle; expected one of the four atoms of a torsion, as OCCO");
            }
            return matches.stream()
                    .<Restraint>map(atoms -> new TorsionRestraint(atoms, degrees.getAsDouble(), forceConstant))
                    .toList();
        }
        CoreMatch match = pattern.isPresent()
                ? CoreMatch.of(reference.graph(), graph, pattern.get())
                : CoreMatch.of(reference.graph(), graph);
        double[] whole = reference.conformers().get(0).positions();
        double[] held = new double[3 * match.reference().length];
        for (int i = 0; i < held.length; i++) {
            held[i] = whole[3 * match.reference()[i / 3] + i % 3];
        }
        if (match.molecule().length < 3) {
            throw new CDKException(
                    "found " + match.molecule().length + " atoms of " + name + " to hold; expected at least three");
        }
        return List.of(new CoreRestraint(match.molecule(), held, forceConstant));
    }
}
