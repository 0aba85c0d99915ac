package io.github.cdkdrift.molecule;

import java.util.Arrays;
import java.util.List;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.smarts.SmartsPattern;

/** Atoms of a molecule by a SMARTS pattern. Immutable. */
public final class Smarts {
    private final String text;

    private Smarts(String text) {
        this.text = text;
    }

    /**
     * Reads a pattern.
     *
     * @throws CDKException if it is none
     */
    public static Smarts of(String text) throws CDKException {
        try {
            if (!text.isBlank()) {
                SmartsPattern.create(text);
                return new Smarts(text);
            }
        } catch (RuntimeException e) {
            throw new CDKException(
                    "found '" + text + "'; expected a SMARTS pattern, as OCCO or c1ccccc1: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
        throw new CDKException("found an empty SMARTS pattern; expected one, as OCCO or c1ccccc1");
    }

    /**
     * Where the pattern is in a molecule, each set of atoms once; hydrogens of the molecule are atoms.
     *
     * @return [matches][atoms of the pattern, in its order], atoms numbered from 0
     * @throws CDKException if it is nowhere
     */
    public List<int[]> matches(MolecularGraph graph) throws CDKException {
        IAtomContainer molecule = graph.container();
        SmartsPattern.prepare(molecule);
        // Its iterator gives one array again and again.
        List<int[]> matches = List.of(SmartsPattern.create(text)
                .setPrepare(false)
                .matchAll(molecule)
                .uniqueAtoms()
                .toArray());
        if (matches.isEmpty()) {
            throw new CDKException("found no atoms of " + graph.formula() + " that match " + text
                    + "; expected a pattern of the molecule, whose hydrogens are atoms of their own");
        }
        return matches;
    }

    /**
     * All atoms of all matches, in the order of their numbers.
     *
     * @throws CDKException if the pattern is nowhere
     */
    public int[] atoms(MolecularGraph graph) throws CDKException {
        return matches(graph).stream()
                .flatMapToInt(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
    }

    @Override
    public String toString() {
        return text;
    }
}
