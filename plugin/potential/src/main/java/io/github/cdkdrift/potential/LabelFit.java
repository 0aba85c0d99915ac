package io.github.cdkdrift.potential;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.List;
import java.util.Optional;

/** What stands for an expensive potential once it has given some labels, and how well it knows its energies. */
public interface LabelFit {
    /** The fit. */
    Potential potential();

    /**
     * Standard deviations of energies relative to those of the labels.
     *
     * @param positions [frames · atoms · 3] Å, not modified
     * @param deviations [frames] kcal/mol, overwritten
     */
    void deviations(double[] positions, int frames, double[] deviations);

    /**
     * Covariances of the same, without the part that more labels would not mend; where only deviations are known, nothing but their squares.
     *
     * @param positions [frames · atoms · 3] Å, not modified
     * @return [frames][frames] kcal²/mol²
     */
    default double[][] covariances(double[] positions, int frames) {
        double[] deviations = new double[frames];
        deviations(positions, frames, deviations);
        double[][] covariances = new double[frames][frames];
        for (int i = 0; i < frames; i++) {
            covariances[i][i] = deviations[i] * deviations[i] - irreducible() * irreducible();
        }
        return covariances;
    }

    /** The part of the deviations that more labels would not mend, kcal/mol. */
    double irreducible();

    /**
     * Fits labels: a correction to a cheap potential where there is one, and otherwise a kernel model that begins from nothing.
     *
     * @param prior what is corrected, which the fit keeps; empty for nothing
     * @param permutations of atoms that leave the energy unchanged, a group
     * @param elsewhere where the cheap potential's energies are no more off than usual, as {@link CorrectionFit#of} takes them
     */
    static LabelFit of(
            Optional<PriorPotential> prior,
            MolecularGraph graph,
            int[][] permutations,
            ForceFrames labels,
            List<double[]> elsewhere) {
        if (prior.isPresent()) {
            return CorrectionFit.of(prior.get(), graph, labels, elsewhere);
        }
        PotentialFit fit =
                PotentialFit.of(labels, permutations, FitSettings.defaults().withFrames(labels.size()));
        EnergyUncertainty uncertainty = EnergyUncertainty.of(labels, fit);
        return new LabelFit() {
            @Override
            public Potential potential() {
                return fit.potential();
            }

            @Override
            public void deviations(double[] positions, int frames, double[] deviations) {
                uncertainty.evaluate(positions, frames, deviations);
            }

            @Override
            public double irreducible() {
                return 0;
            }
        };
    }
}
