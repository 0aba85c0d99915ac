package io.github.cdkdrift.viewer.report;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.List;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/** A chain of seven different atoms with four torsions of three wells each. */
final class ChainEnsemble {
    private ChainEnsemble() {}

    /** So many combinations of wells, the first ones more often. */
    static ConformerEnsemble ofClusters(int clusters) throws CDKException {
        MolecularGraph graph = MolecularGraph.of(
                new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles("[C][N][O][S][P][Si][F]"));
        List<Conformer> conformers = new ArrayList<>();
        for (int i = 0; i < clusters; i++) {
            for (int copy = 0; copy < 1 + clusters - i; copy++) {
                conformers.add(Conformer.of(chain(i % 3, i / 3 % 3, i / 9 % 3, i / 27 % 3)));
            }
        }
        return new ConformerEnsemble(graph, conformers);
    }

    private static double[] chain(int... wells) {
        double[] x = new double[21];
        x[3] = 1.5;
        x[6] = 2;
        x[7] = 1.4;
        for (int i = 0; i < wells.length; i++) {
            double torsion = Math.toRadians(60 + 120 * wells[i]);
            double[] b = difference(x, i + 2, i + 1);
            double[] n = unit(cross(difference(x, i + 1, i), b));
            double[] u = unit(b);
            double[] m = cross(n, u);
            for (int k = 0; k < 3; k++) {
                x[3 * (i + 3) + k] =
                        x[3 * (i + 2) + k] + 0.5 * u[k] + 1.4 * (Math.cos(torsion) * m[k] + Math.sin(torsion) * n[k]);
            }
        }
        return x;
    }

    private static double[] difference(double[] x, int to, int from) {
        return new double[] {x[3 * to] - x[3 * from], x[3 * to + 1] - x[3 * from + 1], x[3 * to + 2] - x[3 * from + 2]};
    }

    private static double[] cross(double[] u, double[] v) {
        return new double[] {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    }

    private static double[] unit(double[] v) {
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return new double[] {v[0] / length, v[1] / length, v[2] / length};
    }
}
