package io.github.cdkdrift.frames;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.List;

/**
 * What the frames show of one rotatable bond.
 *
 * @param name the atoms of its torsion, for example {@code C0-C1-O2-H8}
 * @param histogram frames in each of 36 bins of 10° from −180°
 * @param gauchePlus the share of frames with the torsion in [0°, 120°)
 * @param trans the share within 60° of 180°
 * @param gaucheMinus the share in [−120°, 0°)
 * @param symmetric whether a turn by a third maps the molecule onto itself, as for a methyl group: its three sectors are copies
 * @param correlation the time correlation of the torsion
 */
public record RotorCoverage(
        String name,
        List<Integer> histogram,
        double gauchePlus,
        double trans,
        double gaucheMinus,
        boolean symmetric,
        TimeCorrelation correlation) {
    private static final int BINS = 36;

    static List<RotorCoverage> of(ForceFrames frames, MolecularGraph graph) {
        return graph.rotors().stream().map(rotor -> of(frames, graph, rotor)).toList();
    }

    private static RotorCoverage of(ForceFrames frames, MolecularGraph graph, int[] rotor) {
        double[] radians = new double[frames.size()];
        Integer[] histogram = new Integer[BINS];
        Arrays.fill(histogram, 0);
        int[] sectors = new int[3];
        for (int frame = 0; frame < radians.length; frame++) {
            radians[frame] = Torsion.radians(frames.positions(frame), rotor);
            // −180° to 180°, the latter being the former.
            double degrees = Math.toDegrees(radians[frame]);
            histogram[(int) Math.floor((degrees + 180) / (360.0 / BINS)) % BINS]++;
            sectors[(int) Math.floor((degrees + 360) / 120) % 3]++;
        }
        return new RotorCoverage(
                AtomNames.join(graph, rotor),
                List.of(histogram),
                sectors[0] / (double) radians.length,
                sectors[1] / (double) radians.length,
                sectors[2] / (double) radians.length,
                isThreefold(graph, rotor[1], rotor[2]) || isThreefold(graph, rotor[2], rotor[1]),
                TimeCorrelation.ofAngle(radians));
    }

    /** The share of the 36 bins that any frame visits. */
    public double visited() {
        return histogram.stream().filter(count -> count > 0).count() / (double) BINS;
    }

    /** The share of the least populated of the three sectors. */
    public double rarestSector() {
        return Math.min(gauchePlus, Math.min(trans, gaucheMinus));
    }

    /** Whether the end carries three equal single atoms, as in CH₃, NH₃⁺ and CF₃. */
    private static boolean isThreefold(MolecularGraph graph, int end, int axis) {
        int[][] neighbours = graph.neighbours();
        int[] substituents =
                Arrays.stream(neighbours[end]).filter(atom -> atom != axis).toArray();
        return substituents.length == 3
                && Arrays.stream(substituents).allMatch(atom -> neighbours[atom].length == 1)
                && Arrays.stream(substituents)
                                .mapToObj(graph::symbol)
                                .distinct()
                                .count()
                        == 1;
    }
}
