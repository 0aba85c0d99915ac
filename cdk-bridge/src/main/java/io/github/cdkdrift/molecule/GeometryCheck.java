package io.github.cdkdrift.molecule;

import java.util.List;
import java.util.Optional;

/**
 * Decides whether a geometry is a conformer of the molecule. Interatomic distances cannot tell mirror images apart, so a
 * geometry whose handed stereocentres are all inverted is reflected instead of rejected.
 */
public class GeometryCheck {
    /** Accepts everything as it is. */
    public static final GeometryCheck NONE = new GeometryCheck() {
        @Override
        public Optional<Rejection> check(double[] positions) {
            return Optional.empty();
        }
    };

    private static final double SHORTEST_BOND = 0.5;
    private static final double LONGEST_BOND = 1.5;

    /** Atoms that are not bonded come no closer than this part of the mean of their longest bonds. */
    private static final double CLOSEST_CONTACT = 0.9;

    private final int[][] bonds;
    private final double[] bondLengths;
    private final int[][] contacts;
    private final double[] contactLimits;
    private final List<Stereocentre> stereocentres;

    private GeometryCheck() {
        bonds = new int[0][];
        bondLengths = new double[0];
        contacts = new int[0][];
        contactLimits = new double[0];
        stereocentres = List.of();
    }

    /** @param bondLengths typical length of each bond of the graph, [bonds] Å */
    public GeometryCheck(MolecularGraph graph, double[] bondLengths) {
        int atoms = graph.atoms();
        bonds = graph.bonds().toArray(int[][]::new);
        this.bondLengths = bondLengths.clone();
        stereocentres = graph.stereocentres();
        double[] longest = new double[atoms];
        boolean[][] bonded = new boolean[atoms][atoms];
        for (int bond = 0; bond < bonds.length; bond++) {
            int i = bonds[bond][0];
            int j = bonds[bond][1];
            bonded[i][j] = true;
            longest[i] = Math.max(longest[i], bondLengths[bond]);
            longest[j] = Math.max(longest[j], bondLengths[bond]);
        }
        contacts = new int[atoms * (atoms - 1) / 2 - bonds.length][];
        contactLimits = new double[contacts.length];
        int count = 0;
        for (int i = 0; i < atoms; i++) {
            for (int j = i + 1; j < atoms; j++) {
                if (!bonded[i][j]) {
                    contacts[count] = new int[] {i, j};
                    contactLimits[count++] = CLOSEST_CONTACT * 0.5 * (longest[i] + longest[j]);
                }
            }
        }
    }

    /**
     * Judges a geometry.
     *
     * @param positions [atoms · 3] Å; reflected in place where that gives the right handedness
     * @return why it is not a conformer, empty where it is
     */
    public Optional<Rejection> check(double[] positions) {
        for (double value : positions) {
            if (!Double.isFinite(value)) {
                return Optional.of(Rejection.NOT_FINITE);
            }
        }
        for (int bond = 0; bond < bonds.length; bond++) {
            double ratio = distance(positions, bonds[bond]) / bondLengths[bond];
            if (ratio < SHORTEST_BOND || ratio > LONGEST_BOND) {
                return Optional.of(Rejection.BROKEN_BOND);
            }
        }
        for (int contact = 0; contact < contacts.length; contact++) {
            if (distance(positions, contacts[contact]) < contactLimits[contact]) {
                return Optional.of(Rejection.CLASH);
            }
        }
        return rightHanded(positions) ? Optional.empty() : Optional.of(Rejection.WRONG_STEREOCHEMISTRY);
    }

    private boolean rightHanded(double[] positions) {
        boolean allInverted = true;
        boolean anyHanded = false;
        for (Stereocentre centre : stereocentres) {
            boolean agrees = centre.agrees(positions);
            if (!centre.handed() && !agrees) {
                return false;
            }
            anyHanded |= centre.handed();
            allInverted &= !centre.handed() || !agrees;
        }
        if (anyHanded && allInverted) {
            for (int i = 0; i < positions.length; i++) {
                positions[i] = -positions[i];
            }
        }
        return stereocentres.stream().allMatch(centre -> centre.agrees(positions));
    }

    private static double distance(double[] positions, int[] pair) {
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            double difference = positions[3 * pair[0] + axis] - positions[3 * pair[1] + axis];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
