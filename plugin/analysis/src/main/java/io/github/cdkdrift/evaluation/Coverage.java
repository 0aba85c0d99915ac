package io.github.cdkdrift.evaluation;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import io.github.cdkdrift.superposition.SymmetricSuperposition.Geometry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * COV and MAT (Xu et al. 2021, arXiv:2102.10240, section 4.1) by heavy-atom RMSD, both ways round: recall asks of each
 * reference conformer how near the sample comes to it, precision asks of each sampled one how near it is to the
 * reference.
 *
 * <p>Both depend on how many conformers there are, so all columns of a report draw the same numbers: from a sample at
 * most as many as half the reference can give a perfect sampler, from the reference at most its half.
 */
final class Coverage {
    private final SymmetricSuperposition heavy;
    private final EvaluationSettings settings;
    private final int fromSample;
    private final int fromReference;

    /** @throws IllegalArgumentException if the molecule's heavy atoms can be renumbered in too many ways */
    Coverage(MolecularGraph graph, EvaluationSettings settings, int generated, int reference) {
        this.settings = settings;
        heavy = settings.coverageSample() == 0 ? null : superposition(graph);
        fromReference = Math.min(settings.coverageSample(), reference / 2);
        fromSample = Math.min(fromReference, generated);
    }

    private static SymmetricSuperposition superposition(MolecularGraph graph) {
        SymmetricSuperposition superposition = SymmetricSuperposition.ofHeavyAtoms(graph);
        if (superposition.isAsNumbered()) {
            throw new IllegalArgumentException("the heavy atoms of " + graph.formula()
                    + " can be renumbered in more ways than can be tried; evaluate this molecule without coverage");
        }
        return superposition;
    }

    /** Puts the four figures, where they are asked for and the molecule has two heavy atoms. */
    void measure(ConformerEnsemble sample, ConformerEnsemble reference, Map<Metric, Double> values) {
        if (heavy == null || heavy.atoms().length < 2) {
            return;
        }
        List<Geometry> found = draw(sample, fromSample);
        List<Geometry> wanted = draw(reference, fromReference);
        double[] nearestToFound = new double[found.size()];
        double[] nearestToWanted = new double[wanted.size()];
        Arrays.fill(nearestToFound, Double.POSITIVE_INFINITY);
        Arrays.fill(nearestToWanted, Double.POSITIVE_INFINITY);
        for (int i = 0; i < nearestToFound.length; i++) {
            for (int j = 0; j < nearestToWanted.length; j++) {
                double rmsd = heavy.rmsd(found.get(i), wanted.get(j));
                nearestToFound[i] = Math.min(nearestToFound[i], rmsd);
                nearestToWanted[j] = Math.min(nearestToWanted[j], rmsd);
            }
        }
        values.put(Metric.COVERAGE_RECALL, share(nearestToWanted));
        values.put(Metric.MATCHING_RECALL, mean(nearestToWanted));
        values.put(Metric.COVERAGE_PRECISION, share(nearestToFound));
        values.put(Metric.MATCHING_PRECISION, mean(nearestToFound));
    }

    private List<Geometry> draw(ConformerEnsemble ensemble, int count) {
        List<Conformer> conformers = new ArrayList<>(ensemble.conformers());
        if (count < conformers.size()) {
            Collections.shuffle(conformers, new Random(settings.seed()));
        }
        return conformers.stream()
                .limit(count)
                .map(conformer -> heavy.geometry(conformer.positions()))
                .toList();
    }

    private double share(double[] nearest) {
        return Arrays.stream(nearest)
                .map(rmsd -> rmsd <= settings.coverageThreshold() ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static double mean(double[] nearest) {
        return Arrays.stream(nearest).average().orElseThrow();
    }
}
