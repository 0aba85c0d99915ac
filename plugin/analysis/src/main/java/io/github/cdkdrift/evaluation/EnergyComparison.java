package io.github.cdkdrift.evaluation;

/**
 * 1-Wasserstein distances in kcal/mol between energies and those of the reference, all judged by one potential.
 *
 * @param potential the judge's name, for example {@code MMFF94}: figures of different potentials do not compare
 * @param generated of the generated conformers
 * @param training of the training frames, null where there are none
 * @param floor of as many perfect samples, estimated from random halves of the reference
 */
public record EnergyComparison(String potential, double generated, Double training, double floor) {
    /**
     * Compares.
     *
     * @param potential the name of the potential that gave all the energies
     * @param generated kcal/mol, at least one
     * @param reference kcal/mol, at least two
     * @param training kcal/mol, or null
     * @param settings for the floor's splits
     * @throws IllegalArgumentException if there are too few energies or one is not finite
     */
    public static EnergyComparison of(
            String potential, double[] generated, double[] reference, double[] training, EvaluationSettings settings) {
        require("generated", generated, 1);
        require("reference", reference, 2);
        if (training != null) {
            require("training", training, 1);
        }
        return new EnergyComparison(
                potential,
                Divergence.wasserstein1(generated, reference),
                training == null ? null : Divergence.wasserstein1(training, reference),
                new SamplerFloor(settings).wasserstein1(reference, generated.length));
    }

    private static void require(String name, double[] energies, int least) {
        if (energies.length < least) {
            throw new IllegalArgumentException(
                    energies.length + " " + name + " energies; at least " + least + " are needed");
        }
        for (double energy : energies) {
            if (!Double.isFinite(energy)) {
                throw new IllegalArgumentException("a " + name + " energy is " + energy);
            }
        }
    }
}
