package io.github.cdkdrift.coordinate;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * Bond lengths, cosines of bond angles, cosines and sines of all torsions along bonds, then all interatomic distances. Sines tell
 * mirror images apart. Lengths are in Å. Immutable, safe for several threads; samples are worked on one by one, so a batch can be
 * shared between threads.
 */
public final class InternalFeatures {
    /** Å² and Å⁴: what keeps gradients finite where atoms coincide or a torsion's atoms lie on a line. */
    private static final float TINY = 1e-6f;

    private final int atoms;
    private final int[][] bonds;
    private final int[][] angles;
    private final int[][] torsions;

    /**
     * @param bonds bonded pairs, [bonds][2]
     */
    public InternalFeatures(int atoms, List<int[]> bonds) {
        this.atoms = atoms;
        this.bonds = bonds.toArray(int[][]::new);
        int[][] neighbours = MolecularGraph.neighbours(atoms, bonds);
        angles = angles(neighbours);
        torsions = torsions(this.bonds, neighbours);
    }

    private static int[][] angles(int[][] neighbours) {
        List<int[]> angles = new ArrayList<>();
        for (int centre = 0; centre < neighbours.length; centre++) {
            int[] ends = neighbours[centre];
            for (int i = 0; i < ends.length; i++) {
                for (int j = i + 1; j < ends.length; j++) {
                    angles.add(new int[] {ends[i], centre, ends[j]});
                }
            }
        }
        return angles.toArray(int[][]::new);
    }

    private static int[][] torsions(int[][] bonds, int[][] neighbours) {
        List<int[]> torsions = new ArrayList<>();
        for (int[] bond : bonds) {
            for (int first : neighbours[bond[0]]) {
                for (int last : neighbours[bond[1]]) {
                    if (first != bond[1] && last != bond[0] && first != last) {
                        torsions.add(new int[] {first, bond[0], bond[1], last});
                    }
                }
            }
        }
        return torsions.toArray(int[][]::new);
    }

    /** All features: internal coordinates, then distances. */
    public int size() {
        return internals() + atoms * (atoms - 1) / 2;
    }

    /** The features before the distances. */
    public int internals() {
        return bonds.length + angles.length + 2 * torsions.length;
    }

    /**
     * Features of one sample.
     *
     * @param positions an array that holds [atoms · 3] Å from {@code offset} on
     * @param features an array that takes [size] from {@code to} on
     */
    public void map(float[] positions, int offset, float[] features, int to) {
        int next = to;
        for (int[] bond : bonds) {
            features[next++] = distance(positions, offset + 3 * bond[0], offset + 3 * bond[1]);
        }
        for (int[] angle : angles) {
            features[next++] = cosine(positions, offset, angle);
        }
        for (int[] torsion : torsions) {
            torsion(positions, offset, torsion, features, next, next + torsions.length);
            next++;
        }
        next += torsions.length;
        for (int i = 0; i < atoms; i++) {
            for (int j = i + 1; j < atoms; j++) {
                features[next++] = distance(positions, offset + 3 * i, offset + 3 * j);
            }
        }
    }

    private static float distance(float[] p, int i, int j) {
        float x = p[i] - p[j];
        float y = p[i + 1] - p[j + 1];
        float z = p[i + 2] - p[j + 2];
        return (float) Math.sqrt(x * x + y * y + z * z);
    }

    private static float cosine(float[] p, int offset, int[] angle) {
        int a = offset + 3 * angle[0];
        int b = offset + 3 * angle[1];
        int c = offset + 3 * angle[2];
        float ux = p[a] - p[b];
        float uy = p[a + 1] - p[b + 1];
        float uz = p[a + 2] - p[b + 2];
        float vx = p[c] - p[b];
        float vy = p[c + 1] - p[b + 1];
        float vz = p[c + 2] - p[b + 2];
        float norms = (ux * ux + uy * uy + uz * uz) * (vx * vx + vy * vy + vz * vz);
        return (ux * vx + uy * vy + uz * vz) / (float) Math.sqrt(norms + TINY);
    }

    private static void torsion(float[] p, int offset, int[] torsion, float[] features, int cosine, int sine) {
        TorsionBonds t = new TorsionBonds(p, offset, torsion);
        float mx = t.mx();
        float my = t.my();
        float mz = t.mz();
        float nx = t.nx();
        float ny = t.ny();
        float nz = t.nz();
        float norm = 1 / (float) Math.sqrt((mx * mx + my * my + mz * mz) * (nx * nx + ny * ny + nz * nz) + TINY);
        features[cosine] = norm * (mx * nx + my * ny + mz * nz);
        features[sine] = norm * (float) Math.sqrt(t.squaredAxis()) * t.volume();
    }

    /**
     * Adds Jᵀg of one sample to a gradient with respect to positions.
     *
     * @param positions an array that holds [atoms · 3] Å from {@code offset} on
     * @param featureGradients an array that holds [size] from {@code from} on
     * @param positionGradients [atoms · 3] from {@code offset} on are modified
     */
    public void pullBack(float[] positions, int offset, float[] featureGradients, int from, float[] positionGradients) {
        int next = from;
        for (int[] bond : bonds) {
            pullDistance(
                    positions, offset + 3 * bond[0], offset + 3 * bond[1], featureGradients[next++], positionGradients);
        }
        for (int[] angle : angles) {
            pullCosine(positions, offset, angle, featureGradients[next++], positionGradients);
        }
        for (int[] torsion : torsions) {
            pullTorsion(
                    positions,
                    offset,
                    torsion,
                    featureGradients[next],
                    featureGradients[next + torsions.length],
                    positionGradients);
            next++;
        }
        next += torsions.length;
        for (int i = 0; i < atoms; i++) {
            for (int j = i + 1; j < atoms; j++) {
                pullDistance(positions, offset + 3 * i, offset + 3 * j, featureGradients[next++], positionGradients);
            }
        }
    }

    private static void pullDistance(float[] p, int i, int j, float gradient, float[] out) {
        float x = p[i] - p[j];
        float y = p[i + 1] - p[j + 1];
        float z = p[i + 2] - p[j + 2];
        float pull = gradient / (float) Math.sqrt(x * x + y * y + z * z + TINY);
        out[i] += pull * x;
        out[i + 1] += pull * y;
        out[i + 2] += pull * z;
        out[j] -= pull * x;
        out[j + 1] -= pull * y;
        out[j + 2] -= pull * z;
    }

    private static void pullCosine(float[] p, int offset, int[] angle, float gradient, float[] out) {
        int a = offset + 3 * angle[0];
        int b = offset + 3 * angle[1];
        int c = offset + 3 * angle[2];
        float ux = p[a] - p[b];
        float uy = p[a + 1] - p[b + 1];
        float uz = p[a + 2] - p[b + 2];
        float vx = p[c] - p[b];
        float vy = p[c + 1] - p[b + 1];
        float vz = p[c + 2] - p[b + 2];
        float uu = ux * ux + uy * uy + uz * uz + TINY;
        float vv = vx * vx + vy * vy + vz * vz + TINY;
        float norm = 1 / (float) Math.sqrt(uu * vv);
        float dot = ux * vx + uy * vy + uz * vz;
        float across = gradient * norm;
        float alongU = -across * dot / uu;
        float alongV = -across * dot / vv;
        float ax = across * vx + alongU * ux;
        float ay = across * vy + alongU * uy;
        float az = across * vz + alongU * uz;
        float cx = across * ux + alongV * vx;
        float cy = across * uy + alongV * vy;
        float cz = across * uz + alongV * vz;
        out[a] += ax;
        out[a + 1] += ay;
        out[a + 2] += az;
        out[c] += cx;
        out[c + 1] += cy;
        out[c + 2] += cz;
        out[b] -= ax + cx;
        out[b + 1] -= ay + cy;
        out[b + 2] -= az + cz;
    }

    /** Through the angle itself (Blondel and Karplus 1996, doi:10.1002/(SICI)1096-987X(19960715)17:9&lt;1132::AID-JCC5&gt;3.0.CO;2-T). */
    private static void pullTorsion(float[] p, int offset, int[] torsion, float ofCosine, float ofSine, float[] out) {
        int a = offset + 3 * torsion[0];
        int b = offset + 3 * torsion[1];
        int c = offset + 3 * torsion[2];
        int d = offset + 3 * torsion[3];
        TorsionBonds t = new TorsionBonds(p, offset, torsion);
        float mx = t.mx();
        float my = t.my();
        float mz = t.mz();
        float nx = t.nx();
        float ny = t.ny();
        float nz = t.nz();
        float mm = mx * mx + my * my + mz * mz + TINY;
        float nn = nx * nx + ny * ny + nz * nz + TINY;
        float length = (float) Math.sqrt(t.squaredAxis() + TINY);
        float norm = 1 / (float) Math.sqrt(mm * nn);
        float cosine = norm * (mx * nx + my * ny + mz * nz);
        float sine = norm * length * t.volume();
        float gradient = ofSine * cosine - ofCosine * sine;
        float first = -gradient * length / mm;
        float last = gradient * length / nn;
        float uv = t.firstAlongAxis() / (length * length);
        float wv = t.lastAlongAxis() / (length * length);
        float ax = first * mx;
        float ay = first * my;
        float az = first * mz;
        float dx = last * nx;
        float dy = last * ny;
        float dz = last * nz;
        out[a] += ax;
        out[a + 1] += ay;
        out[a + 2] += az;
        out[d] += dx;
        out[d + 1] += dy;
        out[d + 2] += dz;
        float bx = -(1 + uv) * ax + wv * dx;
        float by = -(1 + uv) * ay + wv * dy;
        float bz = -(1 + uv) * az + wv * dz;
        out[b] += bx;
        out[b + 1] += by;
        out[b + 2] += bz;
        out[c] -= ax + bx + dx;
        out[c + 1] -= ay + by + dy;
        out[c + 2] -= az + bz + dz;
    }
}
