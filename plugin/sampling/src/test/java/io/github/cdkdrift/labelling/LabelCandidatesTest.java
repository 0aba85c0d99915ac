package io.github.cdkdrift.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.dynamics.LangevinRun.Sample;
import io.github.cdkdrift.potential.LabelFit;
import io.github.cdkdrift.potential.Potential;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One atom, whose x coordinate says all: the guide's energy, or the deviation to which a fit knows it. */
class LabelCandidatesTest {
    /** The energy is x, its deviation y, but for what no label mends; what labels of the same z say of each other is all. */
    private record Groups(double irreducible) implements Potential, LabelFit {
        @Override
        public int atoms() {
            return 1;
        }

        @Override
        public String name() {
            return "groups";
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            Arrays.setAll(energies, i -> positions[3 * i]);
        }

        @Override
        public Potential potential() {
            return this;
        }

        @Override
        public void deviations(double[] positions, int frames, double[] deviations) {
            Arrays.setAll(deviations, i -> positions[3 * i + 1]);
        }

        @Override
        public double[][] covariances(double[] positions, int frames) {
            double[][] covariances = new double[frames][frames];
            for (int i = 0; i < frames; i++) {
                for (int k = 0; k < frames; k++) {
                    boolean same = positions[3 * i + 2] == positions[3 * k + 2];
                    covariances[i][k] = same ? positions[3 * i + 1] * positions[3 * k + 1] : 0;
                }
            }
            return covariances;
        }
    }

    private static Sample sample(double x, double energy) {
        return new Sample(new double[] {x, 0, 0}, energy);
    }

    /** Harmonic energies of 20 atoms at 300 K: 2.3 % are above; as many walkers again that stay 20 kcal/mol higher change little. */
    @Test
    void usualEnergiesAreThoseOfTheLowestStates() {
        RandomGenerator random = new SplittableRandom(3);
        double[] energies = new double[4000];
        for (int i = 0; i < energies.length; i++) {
            for (int mode = 0; mode < 54; mode++) {
                energies[i] += 0.5 * 0.0019872 * 300 * Math.pow(random.nextGaussian(), 2);
            }
        }
        List<Sample> samples =
                IntStream.range(0, 4000).mapToObj(i -> sample(0, energies[i])).toList();
        double highest = LabelCandidates.highestUsual(samples, 20, 300);
        assertThat(samples.stream().filter(sample -> sample.energy() > highest).count() / 4000.0)
                .isBetween(0.01, 0.05);
        List<Sample> both = Stream.concat(
                        samples.stream(), samples.stream().map(sample -> sample(0, sample.energy() + 20)))
                .toList();
        assertThat(LabelCandidates.highestUsual(both, 20, 300)).isBetween(highest, highest + 2);
    }

    /** Potentials differ by tens of kcal/mol in whole molecules, and by hundreds in torn ones; one beyond the guide's words is torn. */
    @Test
    void tornGeometriesAreLeftOut() {
        List<Sample> samples =
                List.of(sample(-3, 1), sample(59, 2), sample(61, 3), sample(800, 4), sample(Double.NaN, 5));
        assertThat(LabelCandidates.whole(new FirstCoordinate(), 10, samples))
                .extracting(Sample::energy)
                .containsExactly(1.0, 2.0);
        assertThat(LabelCandidates.whole(new FirstCoordinate(), 10, List.of())).isEmpty();
    }

    /** A geometry too high by its energy may matter if it is known little, and one that is known well cannot. */
    @Test
    void geometriesThatCannotMatterAreLeftOut() {
        List<Sample> samples =
                List.of(sample(0.1, 9), sample(0.1, 10.3), sample(0.2, 10.3), sample(5, 19), sample(5, 21));
        LabelCandidates candidates = LabelCandidates.of(new FirstCoordinate(), samples, 10);
        assertThat(candidates.mostTelling(9)).containsExactlyInAnyOrder(samples.get(3), samples.get(2), samples.get(0));
        assertThat(candidates.mostTelling(1)).containsExactly(samples.get(3));
    }

    @Test
    void uncertaintyIsThatOfNearlyAll() {
        List<Sample> samples =
                IntStream.rangeClosed(1, 101).mapToObj(i -> sample(i, 0)).toList();
        assertThat(LabelCandidates.of(new FirstCoordinate(), samples, 10).uncertainty())
                .isEqualTo(96);
    }

    private static Stream<Sample> alike(int count, double deviation, int group) {
        return Stream.generate(() -> new Sample(new double[] {0, deviation, group}, 0))
                .limit(count);
    }

    private static Stream<Double> groups(double irreducible, int most) {
        // What all share is no difference: the many that are known keep it small.
        List<Sample> samples = Stream.of(alike(5, 1, 1), alike(1, 2, 2), alike(194, 0, 3))
                .flatMap(all -> all)
                .toList();
        return LabelCandidates.of(new Groups(irreducible), samples, 10).mostTelling(most).stream()
                .map(sample -> sample.positions()[2]);
    }

    /** Five that share a deviation of 1 are worth more than one with 2, 5 against 4, but a second of them nothing; what no label mends makes that 2.5 against 3.2. */
    @Test
    void labelsGoWhereTheyTellMostOfAll() {
        assertThat(groups(0, 2)).containsExactly(1.0, 2.0);
        assertThat(groups(1, 2)).containsExactly(2.0, 1.0);
        assertThat(groups(0, 300)).hasSize(200);
        assertThat(LabelCandidates.of(new Groups(0), List.of(), 10).isEmpty()).isTrue();
    }

    /** 300 that share a deviation of 10 are one difference to the two others, which any of them tells, and no reason to stop. */
    @Test
    void whatAllButFewShareIsAsUncertainAsTheDifference() {
        List<Sample> samples =
                Stream.concat(alike(300, 10, 1), alike(2, 0.1, 3)).toList();
        LabelCandidates candidates = LabelCandidates.of(new Groups(0.25), samples, 10);
        assertThat(candidates.uncertainty()).isCloseTo(Math.hypot(10, 0.25), within(1e-9));
        assertThat(candidates.mostTelling(1).get(0).positions()[2]).isEqualTo(1);
    }

    /** ln 1000 · k_BT is 4.12 kcal/mol at 300 K. */
    @Test
    void minimaThatHoldNothingAreLeftOut() {
        Groups fit = new Groups(0);
        double[] lowest = {-5, 0.1, 0};
        double[] likely = {-0.7, 0.01, 0};
        double[] rare = {-0.6, 0.01, 0};
        double[] open = {4, 5, 0};
        assertThat(LabelCandidates.mayBeLikely(fit, fit, List.of(lowest, likely, rare, open), 300))
                .containsExactly(lowest, likely, open);
        double[] artefact = {-12, 10, 0};
        assertThat(LabelCandidates.mayBeLikely(fit, fit, List.of(artefact, lowest, likely, rare, open), 300))
                .containsExactly(artefact, lowest, likely, open);
    }
}
