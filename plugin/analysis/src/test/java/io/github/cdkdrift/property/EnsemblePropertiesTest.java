package io.github.cdkdrift.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.exception.CDKException;

class EnsemblePropertiesTest {
    /** Water as in an experiment: O–H 0.9584 Å, 104.45°. */
    private static final double[] WATER = {0, 0, 0.1173, 0, 0.7572, -0.4692, 0, -0.7572, -0.4692};

    private static ConformerEnsemble stretched(Random random, int count) throws CDKException {
        MolecularGraph graph = TestStructures.graph("O");
        List<Conformer> conformers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] positions = WATER.clone();
            positions[4] += 0.1 * random.nextGaussian();
            conformers.add(new Conformer(positions, Map.of("energy", 5 + random.nextGaussian())));
        }
        return new ConformerEnsemble(graph, conformers);
    }

    /** 0.31361 Å: RDKit 2022.09, Descriptors3D.RadiusOfGyration of this geometry. The dipole by hand: 2 · 0.4 e · 0.5865 Å · 4.8032. */
    @Test
    void oneGeometryHasItsOwnValues() throws CDKException {
        MolecularGraph graph = TestStructures.graph("O");
        EnsembleProperties properties =
                EnsembleProperties.of(new ConformerEnsemble(graph, List.of(Conformer.of(WATER))));

        assertThat(properties.radiusOfGyration().value()).isCloseTo(0.31361, within(1e-4));
        assertThat(properties.dipole(new double[] {-0.8, 0.4, 0.4}).value()).isCloseTo(2.2537, within(1e-3));
        assertThat(properties.distance(1, 2).value()).isCloseTo(1.5144, within(1e-12));
        assertThat(properties.nuclearOverhauserDistance(1, 2).value()).isCloseTo(1.5144, within(1e-12));
        assertThat(properties.energy().value()).isNaN();
        assertThat(properties.energy()).hasToString("energy above the lowest conformer not measured");
    }

    /** 400 ensembles of 50: their averages scatter as the standard error of each says, to its own scatter of 10 %. */
    @Test
    void averagesOfManyEnsemblesScatterAsTheirStandardErrorsSay() throws CDKException {
        for (Function<EnsembleProperties, EnsembleAverage> of : List.<Function<EnsembleProperties, EnsembleAverage>>of(
                properties -> properties.nuclearOverhauserDistance(1, 2),
                properties -> properties.distance(0, 1),
                EnsembleProperties::radiusOfGyration,
                properties -> properties.mean(
                        "e", "", conformer -> conformer.properties().get("energy")))) {
            Random random = new Random(7);
            int repeats = 400;
            double sum = 0;
            double squares = 0;
            double stated = 0;
            for (int i = 0; i < repeats; i++) {
                EnsembleAverage average = of.apply(EnsembleProperties.of(stretched(random, 50)));
                sum += average.value();
                squares += average.value() * average.value();
                stated += average.standardError() / repeats;
            }
            double scatter = Math.sqrt(squares / repeats - Math.pow(sum / repeats, 2));
            assertThat(stated).isCloseTo(scatter, within(0.12 * scatter));
        }
    }

    @Test
    void fewerIndependentSamplesMeanLargerErrors() throws CDKException {
        ConformerEnsemble ensemble = stretched(new Random(1), 100);
        double independent = EnsembleProperties.of(ensemble).radiusOfGyration().standardError();

        assertThat(EnsembleProperties.of(ensemble, 100.0 / 3).radiusOfGyration().standardError())
                .isCloseTo(2 * independent, within(1e-12));
        assertThat(EnsembleProperties.of(ensemble, Double.NaN).radiusOfGyration())
                .satisfies(average -> assertThat(average.standardError()).isNaN())
                .asString()
                .contains("standard error not measured");
    }

    /** Two states of 80 and 20 %, at 300 K: S = R (0.8 ln 1.25 + 0.2 ln 5), ΔG = k_BT ln 4. */
    @Test
    void statesHaveEnergiesFreeEnergiesAndAnEntropy() throws CDKException {
        MolecularGraph graph = TestStructures.graph("O");
        List<Conformer> conformers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            boolean upper = i % 5 == 0;
            conformers.add(new Conformer(
                    WATER.clone(),
                    Map.of("cluster", upper ? 2.0 : 1.0, "energy", (upper ? 3.0 : 1.0) + (i % 2 == 0 ? 0.5 : -0.5))));
        }
        ConformerEnsemble ensemble = new ConformerEnsemble(graph, conformers);
        ConformerClusters clusters = ConformerClusters.of(ensemble);
        EnsembleProperties properties = EnsembleProperties.of(ensemble);

        double gas = 1.9872042586;
        assertThat(properties.entropy(clusters).value())
                .isCloseTo(gas * (0.8 * Math.log(1.25) + 0.2 * Math.log(5)), within(1e-9));
        assertThat(properties.entropy(clusters).standardError())
                .isCloseTo(gas * Math.log(4) * Math.sqrt(0.16 / 100), within(1e-9));
        EnsembleAverage free = properties.freeEnergyOfState(clusters, 1, 300);
        assertThat(free.value()).isCloseTo(gas * 0.3 * Math.log(4), within(1e-9));
        assertThat(free.standardError()).isCloseTo(gas * 0.3 * Math.sqrt((5 + 1.25) / 100), within(1e-9));
        assertThat(properties.energyOfState(clusters, 1).value()).isCloseTo(2, within(0.05));
        assertThat(properties.energyOfState(clusters, 0).value()).isZero();
    }

    @Test
    void atomsThatAreNotThereAreNamedAsFilesNumberThem() throws CDKException {
        EnsembleProperties properties = EnsembleProperties.of(stretched(new Random(1), 2));

        assertThatThrownBy(() -> properties.distance(0, 3)).hasMessageContaining("atom 4 of a molecule of 3 atoms");
        assertThat(properties.distance(0, 2).name()).isEqualTo("distance O1-H3");
    }
}
