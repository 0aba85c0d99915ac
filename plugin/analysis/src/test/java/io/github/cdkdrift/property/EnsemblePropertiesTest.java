package io.github.cdkdrift.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.EnsembleUncertainty;
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

    /** About the centre of mass, 0.05256 Å above the origin: masses O 15.999, H 1.008. A charge of −1 e at the oxygen alone. */
    @Test
    void theDipoleOfAnIonIsAboutItsCentreOfMass() throws CDKException {
        MolecularGraph graph = TestStructures.graph("O");
        double centre = (15.999 * 0.1173 - 2 * 1.008 * 0.4692) / (15.999 + 2 * 1.008);
        double[] aside = {1, 2, 3.1173, 1, 2.7572, 2.5308, 1, 1.2428, 2.5308};
        for (double[] geometry : new double[][] {WATER, aside}) {
            EnsembleProperties ion =
                    EnsembleProperties.of(new ConformerEnsemble(graph, List.of(Conformer.of(geometry))));
            assertThat(ion.dipole(new double[] {-1, 0, 0}).value())
                    .isCloseTo(4.803204 * (0.1173 - centre), within(1e-4));
            assertThat(ion.dipole(new double[] {0, 1, 0}).value())
                    .isCloseTo(4.803204 * Math.hypot(0.7572, 0.4692 + centre), within(1e-4));
        }
    }

    @Test
    void energiesAreAboveTheLowestConformer() throws CDKException {
        MolecularGraph graph = TestStructures.graph("O");
        ConformerEnsemble ensemble = new ConformerEnsemble(
                graph,
                List.of(
                        new Conformer(WATER, Map.of("energy", -7.0)),
                        new Conformer(WATER, Map.of("energy", -5.0)),
                        new Conformer(WATER, Map.of("energy", -4.0))));

        assertThat(EnsembleProperties.of(ensemble).energy())
                .hasToString("energy above the lowest conformer 1.67 ± 0.72 kcal/mol");
    }

    /** Shares of 3 : 1 by what conformers state: mean 2.5, variance 0.75, ten sixteenths of an independent conformer each. */
    @Test
    void statedPopulationsAreShares() throws CDKException {
        ConformerEnsemble ensemble = new ConformerEnsemble(
                TestStructures.graph("O"),
                List.of(
                        new Conformer(WATER, Map.of("energy", 2.0, "population", 0.3)),
                        new Conformer(WATER, Map.of("energy", 4.0, "population", 0.1))));
        EnsembleAverage mean = EnsembleProperties.of(ensemble)
                .mean("e", "", conformer -> conformer.properties().get("energy"));

        assertThat(mean.value()).isCloseTo(2.5, within(1e-12));
        assertThat(mean.standardError()).isCloseTo(Math.sqrt(0.75 * 10 / 16), within(1e-12));
    }

    /** Torsions of 170° and −170°: the mean direction is 180°, and each is 10° off it. */
    @Test
    void torsionsAreAveragedAsDirections() throws CDKException {
        List<Conformer> conformers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            double angle = Math.toRadians(i % 2 == 0 ? 170 : -170);
            double[] peroxide = {0, 0, 0, 1.45, 0, 0, 0, 0.96, 0, 1.45, 0.96 * Math.cos(angle), 0.96 * Math.sin(angle)};
            conformers.add(Conformer.of(peroxide));
        }
        EnsembleProperties properties =
                EnsembleProperties.of(new ConformerEnsemble(TestStructures.graph("OO"), conformers));
        EnsembleAverage torsion = properties.torsion(2, 0, 1, 3);

        assertThat(Math.abs(torsion.value())).isCloseTo(180, within(1e-6));
        double tangent = Math.tan(Math.toRadians(10));
        assertThat(torsion.standardError()).isCloseTo(Math.toDegrees(tangent / Math.sqrt(50)), within(1e-6));
        assertThat(torsion.name()).isEqualTo("torsion H3-O1-O2-H4");
        assertThatThrownBy(() -> properties.torsion(0, 1, 2, 4)).hasMessageContaining("atom 5");
        assertThatThrownBy(() -> properties.nuclearOverhauserDistance(0, 4)).hasMessageContaining("atom 5");
    }

    /** The first of two equal halves has energies 0.2 k_BT lower or higher in two equally likely fits: its mean moves by 0.05 of the difference. */
    @Test
    void uncertainEnergiesWidenErrorsOfMeans() throws CDKException {
        List<Conformer> conformers = new ArrayList<>();
        double[][] shifts = new double[2][40];
        for (int i = 0; i < 40; i++) {
            conformers.add(new Conformer(WATER, Map.of("energy", i < 20 ? 1.0 : 5.0)));
            shifts[0][i] = i < 20 ? 0.2 : 0;
            shifts[1][i] = i < 20 ? -0.2 : 0;
        }
        ConformerEnsemble ensemble = new ConformerEnsemble(TestStructures.graph("O"), conformers);
        EnsembleUncertainty certain = EnsembleUncertainty.of(40);
        double chance = EnsembleProperties.of(ensemble, certain).energy().standardError();

        assertThat(EnsembleProperties.of(ensemble, certain.withShifts(shifts))
                        .energy()
                        .standardError())
                .isCloseTo(Math.hypot(chance, 4 * 0.05), within(1e-9));
        int[] some = {0, 1, 20, 21};
        double[] quarters = {0.25, 0.25, 0.25, 0.25};
        assertThat(certain.withShifts(shifts).of(some, 4).variance(quarters, new double[] {1, 1, 5, 5}))
                .isCloseTo(0.04, within(1e-12));
    }

    @Test
    void averagesAreWrittenWithTwoDigitsOfTheirErrors() {
        assertThat(new EnsembleAverage("radius", "Å", 1.56789, 0.0123)).hasToString("radius 1.568 ± 0.012 Å");
        assertThat(new EnsembleAverage("shift", "", 12.3456, 0)).hasToString("shift 12.346 ± 0.000");
        assertThat(new EnsembleAverage("energy", "kcal/mol", 123.4, 25)).hasToString("energy 123 ± 25 kcal/mol");
    }
}
