package io.github.cdkdrift;

import io.github.cdkdrift.data.BundledData;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import org.openscience.cdk.exception.CDKException;

/** Frames for tests. */
public final class TestFrames {
    private TestFrames() {}

    /** MD17 ethanol, frames 0–1999 (doi:10.1126/sciadv.1603015). */
    public static ForceFrames ethanol() {
        return read(BundledData.ETHANOL);
    }

    /** MD17 ethanol, 6,000 frames of the whole trajectory. */
    public static ForceFrames ethanolReference() {
        return read(BundledData.ETHANOL_REFERENCE);
    }

    /** GFN2-xTB ethanol from the gauche minimum, 3,000 frames that never visit trans. */
    public static ForceFrames ethanolXtb() {
        return read(BundledData.ETHANOL_XTB);
    }

    /** GFN2-xTB (Z)-3-hydroxypropenal, 200 equilibrium frames that all have its hydrogen bond. */
    public static ForceFrames enolXtb() {
        return read(BundledData.ENOL_XTB);
    }

    private static ForceFrames read(String name) {
        try {
            return ForceFrames.read(BundledData.extract(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CDKException e) {
            throw new IllegalStateException(e);
        }
    }

    /** (R)-bromochlorofluoromethane around one geometry, each atom on a spring of its own: frames of one handedness. */
    public static ForceFrames chiral(int frames) {
        double[] centre = {0, 0, 0, 1.94, 0, 0, -0.59, 1.66, 0, -0.45, -0.63, 1.10, -0.35, -0.50, -0.89};
        Random random = new Random(4);
        double[] positions = new double[frames * centre.length];
        double[] forces = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            double displacement = 0.04 * random.nextGaussian();
            positions[i] = centre[i % centre.length] + displacement;
            forces[i] = -600 * displacement;
        }
        return ForceFrames.of(new int[] {6, 35, 17, 9, 1}, positions, forces, null);
    }

    /** (R)-1-chloro-1-fluoroethane whose methyl group stands in any of its three places: C C F Cl H H H H. */
    public static ForceFrames chiralWithMethyl(int frames) {
        double[] rigid = {0, 0, 0, 0, 0, 1.52, 1.27, 0, -0.45, -0.83, 1.44, -0.59, -0.51, -0.89, -0.36};
        Random random = new Random(6);
        double[] positions = new double[frames * 24];
        for (int frame = 0; frame < frames; frame++) {
            System.arraycopy(rigid, 0, positions, 24 * frame, 15);
            double turn = 60 + 120 * random.nextInt(3) + 8 * random.nextGaussian();
            for (int hydrogen = 0; hydrogen < 3; hydrogen++) {
                int at = 24 * frame + 15 + 3 * hydrogen;
                positions[at] = 1.03 * Math.cos(Math.toRadians(turn + 120 * hydrogen));
                positions[at + 1] = 1.03 * Math.sin(Math.toRadians(turn + 120 * hydrogen));
                positions[at + 2] = 1.88;
            }
            for (int i = 24 * frame; i < 24 * frame + 24; i++) {
                positions[i] += 0.03 * random.nextGaussian();
            }
        }
        return ForceFrames.of(new int[] {6, 6, 9, 17, 1, 1, 1, 1}, positions, new double[positions.length], null);
    }

    /** The graph that the first frame shows. */
    public static MolecularGraph graph(ForceFrames frames) {
        try {
            return MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0));
        } catch (CDKException e) {
            throw new IllegalStateException(e);
        }
    }
}
