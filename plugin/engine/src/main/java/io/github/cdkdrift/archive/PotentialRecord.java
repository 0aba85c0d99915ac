package io.github.cdkdrift.archive;

import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.Dielectric;
import io.github.cdkdrift.potential.FittedPotential;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.potential.PriorPotential;
import io.github.cdkdrift.potential.ProvidedPotential;
import io.github.cdkdrift.potential.SgdmlFile;
import io.github.cdkdrift.potential.XtbPrior;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.openscience.cdk.exception.CDKException;

/**
 * A potential, as a file names it; numbers of fits and corrections stand in entries of their own. All are null where there is none, and where
 * the entries say all.
 *
 * @param forceField MMFF94, itself or corrected
 * @param dielectric of MMFF94; null for a vacuum
 * @param provider the name of what gives a cheap potential
 * @param prior a method of xTB that is corrected
 */
public record PotentialRecord(
        Mmff94Potential.Variant forceField, Dielectric dielectric, String provider, XtbPrior.Setup prior) {
    /** The format of corrections, whatever they correct. */
    public static final int CORRECTED = 6;

    private static final String POTENTIAL = "potential.npz";
    private static final String CORRECTION = "correction.json";
    private static final String ALTERNATIVES = "alternatives.npy";

    /** What the manifest has of a potential, which is null where there is none. */
    public static PotentialRecord of(Potential potential) {
        Potential base = potential instanceof CorrectedForceField corrected ? corrected.prior() : potential;
        Mmff94Potential mmff94 = base instanceof Mmff94Potential own ? own : null;
        return new PotentialRecord(
                mmff94 == null ? null : mmff94.variant(),
                mmff94 == null || mmff94.dielectric().equals(Dielectric.VACUUM) ? null : mmff94.dielectric(),
                base instanceof ProvidedPotential provided ? provided.provider() : null,
                base instanceof XtbPrior xtb ? xtb.setup() : null);
    }

    /** Whether a potential can be kept: MMFF94 and a provider's cheap one by name, fitted and corrected ones with their numbers. */
    public static boolean canHold(Potential potential) {
        return potential instanceof Mmff94Potential
                || potential instanceof FittedPotential
                || potential instanceof CorrectedForceField
                || (potential instanceof ProvidedPotential provided && provided.isCheap());
    }

    /**
     * Adds the entries of a potential that has some.
     *
     * @throws IllegalArgumentException if it cannot be kept
     */
    public static void put(Potential potential, Map<String, byte[]> entries) throws IOException {
        if (potential instanceof CorrectedForceField corrected) {
            entries.put(CORRECTION, Manifest.encode(corrected.parts(), CORRECTED));
            double[] alternatives = corrected.alternatives();
            if (alternatives.length > 0) {
                entries.put(ALTERNATIVES, NpyVector.encode(alternatives));
            }
            if (corrected.rest().isPresent()) {
                entries.put(POTENTIAL, SgdmlFile.encode(corrected.rest().orElseThrow()));
            }
        } else if (potential instanceof FittedPotential fitted) {
            entries.put(POTENTIAL, SgdmlFile.encode(fitted));
        } else if (potential != null && !canHold(potential)) {
            throw new IllegalArgumentException("a file cannot hold the potential " + potential.name()
                    + ", only a fitted one, MMFF94, a corrected one, or a cheap one of a provider");
        }
    }

    /**
     * The potential; null for none.
     *
     * @param manifest the entry that this stood in, and molecule that of the molecule, for messages
     * @param geometry of the molecule, [atoms · 3] Å
     * @throws InputFormatException if it cannot be had
     */
    public Potential read(
            Path file,
            Map<String, byte[]> entries,
            String manifest,
            String molecule,
            MolecularGraph graph,
            double[] geometry)
            throws IOException, InputFormatException {
        if (entries.containsKey(POTENTIAL) && !entries.containsKey(CORRECTION)) {
            return SgdmlFile.decode(entries.get(POTENTIAL), file);
        }
        if (provider != null) {
            return provided(file, manifest, graph, geometry);
        }
        if (prior != null) {
            Correction correction = Correction.read(file, entries);
            return correction.of(file, graph, xtb(file, manifest, graph));
        }
        if (forceField == null) {
            return null;
        }
        try {
            Mmff94Potential mmff94 =
                    Mmff94Potential.of(graph, forceField, Objects.requireNonNullElse(dielectric, Dielectric.VACUUM));
            return entries.containsKey(CORRECTION)
                    ? Correction.read(file, entries).of(file, graph, mmff94)
                    : mmff94;
        } catch (PotentialException e) {
            throw new InputFormatException(
                    file.toString(), "entry " + molecule, e.getMessage(), "a molecule that MMFF94 knows", e);
        }
    }

    private XtbPrior xtb(Path file, String manifest, MolecularGraph graph) throws InputFormatException {
        try {
            return XtbPrior.of(prior, graph);
        } catch (PotentialException | IllegalArgumentException e) {
            throw new InputFormatException(
                    file.toString(),
                    "entry " + manifest,
                    "a correction to " + prior.method() + ", which cannot be had (" + e.getMessage() + ")",
                    "libxtb on this machine, and a geometry of the molecule",
                    e);
        }
    }

    /**
     * What is added to a prior, read before the prior is started.
     *
     * @param rest null for none
     * @param alternatives none in files of earlier versions
     */
    private record Correction(CorrectedForceField.Parts parts, FittedPotential rest, double[] alternatives) {
        static Correction read(Path file, Map<String, byte[]> entries) throws IOException, InputFormatException {
            return new Correction(
                    Manifest.decode(file, entries, CORRECTION, CorrectedForceField.Parts.class, CORRECTED, CORRECTED),
                    entries.containsKey(POTENTIAL) ? SgdmlFile.decode(entries.get(POTENTIAL), file) : null,
                    entries.containsKey(ALTERNATIVES) ? Manifest.numbers(file, entries, ALTERNATIVES) : new double[0]);
        }

        Potential of(Path file, MolecularGraph graph, PriorPotential base) throws InputFormatException {
            try {
                return CorrectedForceField.of(base, graph, parts, rest, alternatives);
            } catch (IllegalArgumentException e) {
                base.close();
                throw new InputFormatException(
                        file.toString(),
                        "entry " + CORRECTION,
                        e.getMessage(),
                        "a correction of the molecule; train it anew",
                        e);
            }
        }
    }

    private Potential provided(Path file, String manifest, MolecularGraph graph, double[] geometry)
            throws IOException, InputFormatException {
        try {
            return Potentials.of(provider, graph, geometry);
        } catch (CDKException e) {
            throw new InputFormatException(
                    file.toString(),
                    "entry " + manifest,
                    "the potential " + provider + " (" + e.getMessage() + ")",
                    "one that a jar on the class path provides; put it there",
                    e);
        }
    }
}
