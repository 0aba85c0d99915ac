package io.github.cdkdrift.samples.paper;

import io.github.cdkdrift.data.BundledData;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import io.github.cdkdrift.potential.SgdmlFile;
import java.io.IOException;
import java.util.Locale;
import org.openscience.cdk.exception.CDKException;

/** Training frames with the reference ensemble that they are to be turned into. */
enum PaperData {
    /** Its reference's configurational temperature is 645 K, not the 500 K that are stated. */
    MD17_ETHANOL(
            "MD17 ethanol: trained on frames 0–1999, measured against 6,000 frames of the whole trajectory, at 645 K",
            "paper-table",
            BundledData.ETHANOL,
            BundledData.ETHANOL_REFERENCE,
            645,
            null),
    XTB_ETHANOL(
            "GFN2-xTB ethanol: trained on the first 3,000 frames of a run from a gauche minimum, measured against 10,000 frames of"
                    + " a separate run, at 500 K",
            "paper-table-xtb-ethanol",
            BundledData.ETHANOL_XTB,
            BundledData.ETHANOL_XTB_REFERENCE,
            500,
            "gfn2");

    private final String title;
    private final String file;
    private final String training;
    private final String reference;
    private final double kelvin;
    private final String potential;

    PaperData(String title, String file, String training, String reference, double kelvin, String potential) {
        this.title = title;
        this.file = file;
        this.training = training;
        this.reference = reference;
        this.kelvin = kelvin;
        this.potential = potential;
    }

    /** The constant of a name like {@code md17-ethanol}. */
    static PaperData of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String title() {
        return title;
    }

    /** Name of the results' files without ending. */
    String file() {
        return file;
    }

    double kelvin() {
        return kelvin;
    }

    /** The potential that the labels come from; null where it is not at hand. */
    String potential() {
        return potential;
    }

    ForceFrames training() throws IOException, CDKException {
        return ForceFrames.read(BundledData.extract(training));
    }

    ForceFrames reference() throws IOException, CDKException {
        return ForceFrames.read(BundledData.extract(reference));
    }

    /** Who judges energies: the potential that the labels come from, or a published model of it. */
    Potential judge(ForceFrames training, MolecularGraph graph) throws IOException, CDKException {
        return potential == null
                ? SgdmlFile.read(BundledData.extract(BundledData.ETHANOL_SGDML))
                : Potentials.of(potential, graph, training.positions(0));
    }

    /** In words, for the tables. */
    String judgeName() {
        return potential == null ? "a published sGDML model of the potential" : "GFN2-xTB, which made the frames";
    }
}
