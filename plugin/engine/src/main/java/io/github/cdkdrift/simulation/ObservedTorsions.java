package io.github.cdkdrift.simulation;

import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.dynamics.TrajectoryBlock;
import io.github.cdkdrift.dynamics.TrajectoryLog;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.evaluation.TorsionHistograms;
import io.github.cdkdrift.molecule.Torsion;
import java.util.ArrayList;
import java.util.List;

/**
 * Torsions of an ensemble in independent groups.
 *
 * @param degrees [groups][torsions][samples]
 */
record ObservedTorsions(List<float[][]> degrees, int torsions) {
    /** Of the walkers that never broke. */
    static ObservedTorsions of(TrajectoryLog log, SimulationSettings settings, int torsions) {
        int each = settings.observations();
        int blocks = log.size() - 1;
        TrajectoryBlock last = log.get(blocks);
        float[][][] all = new float[settings.walkers()][torsions][blocks * each];
        for (int number = 1; number <= blocks; number++) {
            float[] observed = log.get(number).torsions();
            int at = 0;
            for (int observation = 0; observation < each; observation++) {
                for (int walker = 0; walker < settings.walkers(); walker++) {
                    for (int torsion = 0; torsion < torsions; torsion++) {
                        all[walker][torsion][(number - 1) * each + observation] = observed[at++];
                    }
                }
            }
        }
        List<float[][]> whole = new ArrayList<>();
        for (int walker = 0; walker < settings.walkers(); walker++) {
            if (!last.isBroken(walker)) {
                whole.add(all[walker]);
            }
        }
        return new ObservedTorsions(whole, torsions);
    }

    /** Of a list, cut into pieces. */
    static ObservedTorsions of(List<Conformer> conformers, List<int[]> torsions) {
        List<float[][]> groups = new ArrayList<>();
        for (List<Conformer> some : Pieces.of(conformers)) {
            float[][] degrees = new float[torsions.size()][some.size()];
            for (int torsion = 0; torsion < degrees.length; torsion++) {
                for (int i = 0; i < some.size(); i++) {
                    degrees[torsion][i] = (float) Torsion.degrees(some.get(i).positions(), torsions.get(torsion));
                }
            }
            groups.add(degrees);
        }
        return new ObservedTorsions(groups, torsions.size());
    }

    TorsionHistograms histograms() {
        TorsionHistograms histograms = new TorsionHistograms(torsions, Math.max(1, degrees.size()));
        for (int group = 0; group < degrees.size(); group++) {
            for (int torsion = 0; torsion < torsions; torsion++) {
                for (float value : degrees.get(group)[torsion]) {
                    histograms.add(group, torsion, value);
                }
            }
        }
        return histograms;
    }
}
