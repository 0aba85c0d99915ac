package io.github.cdkdrift.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.property.EnsembleAverage;
import io.github.cdkdrift.property.EnsembleProperties;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnsembleUncertaintyTest {
    private static final int CONFORMERS = 500;
    private static final int DRAWS = 64;

    private static double[] uniform() {
        double[] shares = new double[CONFORMERS];
        Arrays.fill(shares, 1.0 / CONFORMERS);
        return shares;
    }

    private static double[][] shifts(double width, long seed) {
        Random random = new Random(seed);
        double[][] shifts = new double[DRAWS][CONFORMERS];
        for (double[] draw : shifts) {
            // A constant of each draw means nothing.
            double constant = 100 * random.nextGaussian();
            double slope = width * random.nextGaussian();
            Arrays.setAll(draw, i -> constant + slope * Math.sin(i));
        }
        return shifts;
    }

    /** Means with Boltzmann weights of the shifts, computed as they are, scatter as the first order says. */
    @Test
    void meansWithTheWeightsOfOtherEnergiesScatterAsItSays() {
        double[][] shifts = shifts(0.02, 1);
        double[] values = IntStream.range(0, CONFORMERS)
                .mapToDouble(i -> Math.sin(i) + Math.cos(3.0 * i))
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = 0;
        for (double[] shift : shifts) {
            double least = Arrays.stream(shift).min().orElseThrow();
            double sum = 0;
            double product = 0;
            for (int i = 0; i < CONFORMERS; i++) {
                double weight = Math.exp(least - shift[i]);
                sum += weight;
                product += weight * values[i];
            }
            squares += (product / sum - mean) * (product / sum - mean) / DRAWS;
        }

        double found = EnsembleUncertainty.of(100).withShifts(shifts).variance(uniform(), values);
        assertThat(found).isCloseTo(squares, within(0.03 * squares));
        assertThat(EnsembleUncertainty.of(100).variance(uniform(), values)).isZero();
    }

    /** Two halves, one of which is lower by a normal number of 0.1 k_BT: its population 1/2 is uncertain by 0.1/4, the difference of free energies by 0.1. */
    @Test
    void populationsAndFreeEnergiesKnowOfIt() throws Exception {
        int half = CONFORMERS / 2;
        double[] water = {0, 0, 0.1173, 0, 0.7572, -0.4692, 0, -0.7572, -0.4692};
        List<Conformer> conformers = IntStream.range(0, CONFORMERS)
                .mapToObj(i -> new Conformer(water, Map.of(ConformerProperties.CLUSTER, i < half ? 1.0 : 2.0)))
                .toList();
        ConformerEnsemble ensemble = new ConformerEnsemble(TestStructures.graph("O"), conformers);
        ConformerClusters clusters = ConformerClusters.of(ensemble);
        assertThat(clusters.clusters()).hasSize(2);
        Random random = new Random(3);
        double[][] shifts = new double[4000][CONFORMERS];
        for (double[] draw : shifts) {
            double lower = 0.1 * random.nextGaussian();
            Arrays.fill(draw, 0, half, -lower);
        }
        EnsembleUncertainty certain = EnsembleUncertainty.of(1e6);
        EnsembleUncertainty uncertain = certain.withShifts(shifts);

        double chance = clusters.standardError(0, certain);
        assertThat(clusters.standardError(0, uncertain)).isCloseTo(Math.hypot(chance, 0.1 / 4), within(1e-3));
        assertThat(clusters.representatives(ensemble, uncertain)
                        .conformers()
                        .get(0)
                        .properties()
                        .get(ConformerProperties.CLUSTER_POPULATION_ERROR))
                .isEqualTo(clusters.standardError(0, uncertain));
        double thermal = 0.0019872043 * 300;
        EnsembleAverage free = EnsembleProperties.of(ensemble, uncertain).freeEnergyOfState(clusters, 1, 300);
        EnsembleAverage of = EnsembleProperties.of(ensemble, certain).freeEnergyOfState(clusters, 1, 300);
        assertThat(free.standardError()).isCloseTo(Math.hypot(of.standardError(), 0.1 * thermal), within(2e-3));
    }
}
