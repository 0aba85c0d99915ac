package io.github.cdkdrift.network;

import io.github.cdkdrift.backend.HostThreads;
import io.github.cdkdrift.molecule.BondTurn;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.List;

/**
 * The last step from a network's outputs to a geometry: positions, then for each rotatable bond an angle by which one side of the
 * molecule is turned about it, bond after bond. A turn by one number keeps all bond lengths and angles; positions alone would have
 * to follow it along arcs to a hundredth of an Å. Without bonds to turn the outputs are the positions.
 *
 * <p>Immutable; samples are shared between the backend's threads.
 */
public final class TorsionHead {
    /** Radians of an output of 1. A radian moves whole groups of atoms by Å, so that its gradient would outweigh the positions'. */
    private static final float ANGLE = 0.3f;

    private final int coordinates;
    private final List<BondTurn> turns;
    private final HostThreads threads = HostThreads.ofBackend();

    private TorsionHead(int atoms, List<BondTurn> turns) {
        coordinates = 3 * atoms;
        this.turns = turns;
    }

    /** Outputs are positions. */
    public static TorsionHead none(int atoms) {
        return new TorsionHead(atoms, List.of());
    }

    /** Every rotatable bond is turned. */
    public static TorsionHead of(MolecularGraph graph) {
        return new TorsionHead(graph.atoms(), BondTurn.of(graph));
    }

    /** Numbers of a sample that the network gives: [atoms · 3] Å, then [rotatable bonds] in units of {@value #ANGLE} radians. */
    public int outputs() {
        return coordinates + turns.size();
    }

    /**
     * Geometries of a batch.
     *
     * @param outputs [batch][outputs], not modified
     * @param positions [batch][atoms · 3] Å, overwritten
     */
    public void positions(float[] outputs, float[] positions) {
        threads.share(positions.length / coordinates, (from, to) -> {
            for (int sample = from; sample < to; sample++) {
                int at = sample * coordinates;
                int angles = sample * outputs() + coordinates;
                System.arraycopy(outputs, angles - coordinates, positions, at, coordinates);
                for (int turn = 0; turn < turns.size(); turn++) {
                    turn(turns.get(turn), ANGLE * outputs[angles + turn], positions, at);
                }
            }
        });
    }

    /** p′ = b + R (p − b), R by Rodrigues: R v = v cos θ + (u × v) sin θ + u (u · v)(1 − cos θ). */
    private static void turn(BondTurn bond, double angle, float[] p, int at) {
        int b = at + 3 * bond.from();
        int c = at + 3 * bond.to();
        double ux = p[c] - p[b];
        double uy = p[c + 1] - p[b + 1];
        double uz = p[c + 2] - p[b + 2];
        double length = Math.sqrt(ux * ux + uy * uy + uz * uz);
        ux /= length;
        uy /= length;
        uz /= length;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        for (int atom : bond.turning()) {
            int i = at + 3 * atom;
            double vx = p[i] - p[b];
            double vy = p[i + 1] - p[b + 1];
            double vz = p[i + 2] - p[b + 2];
            double along = (ux * vx + uy * vy + uz * vz) * (1 - cosine);
            p[i] = (float) (p[b] + vx * cosine + (uy * vz - uz * vy) * sine + ux * along);
            p[i + 1] = (float) (p[b + 1] + vy * cosine + (uz * vx - ux * vz) * sine + uy * along);
            p[i + 2] = (float) (p[b + 2] + vz * cosine + (ux * vy - uy * vx) * sine + uz * along);
        }
    }

    /**
     * Pulls a gradient back from the geometries to the outputs.
     *
     * @param outputs [batch][outputs], not modified
     * @param positions what {@link #positions} made of them; turned back
     * @param positionGradients dL/d(positions), [batch][atoms · 3]; modified
     * @param outputGradients dL/d(outputs), [batch][outputs], overwritten
     */
    public void pullBack(float[] outputs, float[] positions, float[] positionGradients, float[] outputGradients) {
        threads.share(positions.length / coordinates, (from, to) -> {
            for (int sample = from; sample < to; sample++) {
                int at = sample * coordinates;
                int angles = sample * outputs() + coordinates;
                for (int turn = turns.size() - 1; turn >= 0; turn--) {
                    outputGradients[angles + turn] = ANGLE
                            * (float) turnBack(
                                    turns.get(turn), ANGLE * outputs[angles + turn], positions, positionGradients, at);
                }
                System.arraycopy(positionGradients, at, outputGradients, angles - coordinates, coordinates);
            }
        });
    }

    /** The gradient with respect to the angle; positions and gradients become those before the turn. */
    private static double turnBack(BondTurn bond, double angle, float[] p, float[] gradients, int at) {
        int b = at + 3 * bond.from();
        int c = at + 3 * bond.to();
        double ux = p[c] - p[b];
        double uy = p[c + 1] - p[b + 1];
        double uz = p[c + 2] - p[b + 2];
        double length = Math.sqrt(ux * ux + uy * uy + uz * uz);
        ux /= length;
        uy /= length;
        uz /= length;
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        double ofAngle = 0;
        double originX = 0;
        double originY = 0;
        double originZ = 0;
        double axisX = 0;
        double axisY = 0;
        double axisZ = 0;
        for (int atom : bond.turning()) {
            int i = at + 3 * atom;
            double gx = gradients[i];
            double gy = gradients[i + 1];
            double gz = gradients[i + 2];
            double wx = p[i] - p[b];
            double wy = p[i + 1] - p[b + 1];
            double wz = p[i + 2] - p[b + 2];
            double gu = gx * ux + gy * uy + gz * uz;
            double vu = wx * ux + wy * uy + wz * uz;
            ofAngle += gx * (uy * wz - uz * wy) + gy * (uz * wx - ux * wz) + gz * (ux * wy - uy * wx);
            double vx = wx * cosine - (uy * wz - uz * wy) * sine + ux * vu * (1 - cosine);
            double vy = wy * cosine - (uz * wx - ux * wz) * sine + uy * vu * (1 - cosine);
            double vz = wz * cosine - (ux * wy - uy * wx) * sine + uz * vu * (1 - cosine);
            double hx = gx * cosine - (uy * gz - uz * gy) * sine + ux * gu * (1 - cosine);
            double hy = gy * cosine - (uz * gx - ux * gz) * sine + uy * gu * (1 - cosine);
            double hz = gz * cosine - (ux * gy - uy * gx) * sine + uz * gu * (1 - cosine);
            originX += gx - hx;
            originY += gy - hy;
            originZ += gz - hz;
            axisX += (vy * gz - vz * gy) * sine + (gx * vu + vx * gu) * (1 - cosine);
            axisY += (vz * gx - vx * gz) * sine + (gy * vu + vy * gu) * (1 - cosine);
            axisZ += (vx * gy - vy * gx) * sine + (gz * vu + vz * gu) * (1 - cosine);
            p[i] = (float) (p[b] + vx);
            p[i + 1] = (float) (p[b + 1] + vy);
            p[i + 2] = (float) (p[b + 2] + vz);
            gradients[i] = (float) hx;
            gradients[i + 1] = (float) hy;
            gradients[i + 2] = (float) hz;
        }
        double along = axisX * ux + axisY * uy + axisZ * uz;
        axisX = (axisX - along * ux) / length;
        axisY = (axisY - along * uy) / length;
        axisZ = (axisZ - along * uz) / length;
        gradients[b] += (float) (originX - axisX);
        gradients[b + 1] += (float) (originY - axisY);
        gradients[b + 2] += (float) (originZ - axisZ);
        gradients[c] += (float) axisX;
        gradients[c + 1] += (float) axisY;
        gradients[c + 2] += (float) axisZ;
        return ofAngle;
    }
}
