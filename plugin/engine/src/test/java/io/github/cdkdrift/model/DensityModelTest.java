package io.github.cdkdrift.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.archive.SealedArchive;
import io.github.cdkdrift.backend.Kernels;
import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.generator.CouplingPass;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DensitySource;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.labelling.Minima;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.positives.EquilibriumSampling;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.positives.Positives;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default recipe on ethylene glycol by MMFF94 at 300 K, beside samples of another seed and method: torsion jumps and replica exchange. */
@Tag("slow")
class DensityModelTest {
    private static final int COUNT = 20_000;
    private static final double STEP = 2e-3;
    private static final int[] BACKBONE = {0, 1, 2, 3};
    private static ConformerModel model;
    private static Positives reference;
    private static List<Conformer> drawn;

    @TempDir
    private static Path folder;

    private static Path whole;

    @BeforeAll
    static void train() throws Exception {
        model = DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule("OCCO"))
                .train()
                .model();
        whole = folder.resolve("whole.drift");
        ModelFile.write(model, whole);
        drawn = draw(model, SamplingSettings.seed(1).withLevels(1));
        EquilibriumSettings exchange =
                TrainingSettings.ofPotential().equilibrium().withEnsemble(null);
        MolecularGraph graph = model.graph();
        reference = EquilibriumSampling.of(
                model.potential(),
                graph,
                Minima.of(graph, model.potential(), StartGeometries.of(graph, 64, 5)),
                300,
                exchange,
                5,
                stage -> {});
    }

    private static List<Conformer> draw(ConformerModel of, SamplingSettings settings) {
        return Stream.generate(of.sampler(settings)::next).limit(COUNT).toList();
    }

    private static double[] energies(List<Conformer> conformers) {
        return conformers.stream()
                .mapToDouble(conformer -> conformer.properties().get("energy"))
                .sorted()
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static boolean isTrans(double[] positions) {
        return Math.abs(Torsion.degrees(positions, BACKBONE)) > 120;
    }

    private static double trans(List<Conformer> conformers) {
        return mean(conformers.stream()
                .mapToDouble(conformer -> isTrans(conformer.positions()) ? 1 : 0)
                .toArray());
    }

    private static double transOfReference() {
        return mean(reference.geometries().stream()
                .mapToDouble(geometry -> isTrans(geometry) ? 1 : 0)
                .toArray());
    }

    @Test
    void energiesOfOnePassAreThoseOfTheBoltzmannDistribution() {
        double[] expected = Arrays.stream(reference.energies()).sorted().toArray();
        double[] found = energies(drawn);

        assertThat(mean(found)).isCloseTo(mean(expected), within(0.3));
        for (double part : new double[] {0.01, 0.25, 0.5, 0.75}) {
            assertThat(found[(int) (part * found.length)])
                    .isCloseTo(expected[(int) (part * expected.length)], within(0.3));
        }
        assertThat(found[(int) (0.99 * found.length)]).isCloseTo(expected[(int) (0.99 * expected.length)], within(1.5));
    }

    /** A reverse divergence alone would leave them narrower. */
    @Test
    void torsionsAreAsWideWithinTheirWells() {
        double[] widths = {width(drawn.stream().map(Conformer::positions).toList()), width(reference.geometries())};
        assertThat(widths[0] / widths[1]).isBetween(0.987, 1.013);
    }

    /** Degrees, root mean square of all rotors about the nearest of ±60° and 180°. */
    private static double width(List<double[]> geometries) {
        return Math.sqrt(mean(geometries.stream()
                .flatMapToDouble(geometry -> model.graph().rotors().stream()
                        .mapToDouble(rotor -> Math.IEEEremainder(Torsion.degrees(geometry, rotor) - 60, 120)))
                .map(off -> off * off)
                .toArray()));
    }

    @Test
    void statesHaveTheirPopulations() {
        assertThat(trans(drawn)).isCloseTo(transOfReference(), within(0.01));
    }

    @Test
    void weightsAreWorthMuchAndKeepPopulations() {
        ImportanceWeights weights = ImportanceWeights.of(drawn, model.potential(), 300);
        double trans = 0;
        for (int i = 0; i < drawn.size(); i++) {
            trans += isTrans(drawn.get(i).positions()) ? weights.weights()[i] : 0;
        }

        assertThat(weights.effectiveSamples() / drawn.size()).isGreaterThan(0.4);
        assertThat(trans).isCloseTo(transOfReference(), within(0.012));
    }

    /**
     * However many levels, the free energy and the populations that weights lead to are the same. One draw in some ten thousand is of great
     * weight: of three sets the middle one counts.
     */
    @Test
    void annealedWeightsAreWorthMoreAndLeadToTheSame() {
        List<Conformer> annealed = new ArrayList<>();
        double[] shares = new double[3];
        for (int set = 0; set < shares.length; set++) {
            List<Conformer> some = Stream.generate(
                            model.sampler(SamplingSettings.seed(2 + set).withLevels(16))::next)
                    .limit(2000)
                    .toList();
            shares[set] = ImportanceWeights.of(some, model.potential(), 300).effectiveSamples() / some.size();
            annealed.addAll(some);
        }
        ImportanceWeights plain = ImportanceWeights.of(drawn, model.potential(), 300);
        ImportanceWeights weights = ImportanceWeights.of(annealed, model.potential(), 300);
        double trans = 0;
        for (int i = 0; i < annealed.size(); i++) {
            trans += isTrans(annealed.get(i).positions()) ? weights.weights()[i] : 0;
        }
        double plainShare = plain.effectiveSamples() / drawn.size();
        double error = Math.sqrt(1 / weights.effectiveSamples() + 1 / plain.effectiveSamples());

        Arrays.sort(shares);
        assertThat(shares[1]).isGreaterThan(Math.min(0.9, 1 - 0.6 * (1 - plainShare)));
        assertThat(weights.logMean()).isCloseTo(plain.logMean(), within(4 * error));
        assertThat(trans).isCloseTo(transOfReference(), within(0.02));
    }

    @Test
    void levelsNeedAPotential() {
        ConformerModel without = new ConformerModel(
                model.graph(),
                model.referencePositions(),
                model.bondLengths(),
                model.generator(),
                model.states(),
                null,
                model.settings(),
                model.provenance());

        assertThatThrownBy(() -> without.sampler(SamplingSettings.seed(1).withLevels(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no potential");
    }

    /** The volume of the whole way from normal numbers to positions, beside the determinant of all 3N coordinates over normal numbers, turns and shifts. */
    @Test
    void volumesAreThoseOfFiniteDifferences() {
        DensityGenerator generator = (DensityGenerator) model.generator();
        ConformerDensity.Workspace workspace = generator.density().workspace();
        CouplingPass pass = CouplingPass.forSampling(generator.flow(), Kernels.ofBackend(), 1);
        int dimensions = generator.density().dimensions();
        Random random = new Random(3);
        for (int state = 0; state < Math.min(4, generator.density().states()); state++) {
            double[] normal = random.doubles(dimensions, -1, 1).toArray();
            workspace.choose(state);
            float[] code = new float[generator.density().basins()];
            workspace.code(code, 0);
            double[] flowVolume = new double[1];
            double[] point = normal.clone();
            pass.forward(point, code, flowVolume);
            double[] positions = new double[dimensions + 6];
            double found = flowVolume[0] + workspace.place(point, 0, positions, 0);

            double[][] rows = new double[dimensions + 6][];
            for (int k = 0; k < dimensions; k++) {
                double[] ahead = moved(pass, workspace, code, normal, k, STEP);
                double[] behind = moved(pass, workspace, code, normal, k, -STEP);
                rows[k] = new double[positions.length];
                for (int i = 0; i < positions.length; i++) {
                    rows[k][i] = (ahead[i] - behind[i]) / (2 * STEP);
                }
            }
            for (int axis = 0; axis < 3; axis++) {
                double[] shift = new double[positions.length];
                double[] turn = new double[positions.length];
                for (int i = 0; i < positions.length; i += 3) {
                    shift[i + axis] = 1;
                    turn[i + (axis + 1) % 3] = -positions[i + (axis + 2) % 3];
                    turn[i + (axis + 2) % 3] = positions[i + (axis + 1) % 3];
                }
                rows[dimensions + axis] = shift;
                rows[dimensions + 3 + axis] = turn;
            }
            double determinant = Math.abs(new LUDecomposition(new Array2DRowRealMatrix(rows, false)).getDeterminant());

            assertThat(found).isCloseTo(Math.log(determinant), within(0.01));
        }
    }

    private static double[] moved(
            CouplingPass pass,
            ConformerDensity.Workspace workspace,
            float[] code,
            double[] normal,
            int coordinate,
            double by) {
        double[] point = normal.clone();
        point[coordinate] += by;
        pass.forward(point, code, new double[1]);
        double[] positions = new double[normal.length + 6];
        workspace.place(point, 0, positions, 0);
        return positions;
    }

    @Test
    void exactSamplesAreThoseOfThePotentialAskedFor() throws Exception {
        ExactEnsemble exact = new ExactSampler(model, model.potential(), ExactSettings.cheap(3)).sample(4000);
        double[] expected = Arrays.stream(reference.energies()).sorted().toArray();
        double[] found = energies(exact.conformers());

        assertThat(exact.conformers()).hasSize(4000);
        assertThat(exact.acceptance()).isGreaterThan(0.4);
        assertThat(exact.splitRhat()).isLessThan(1.05);
        assertThat(mean(found)).isCloseTo(mean(expected), within(0.12));
        assertThat(trans(exact.conformers())).isCloseTo(transOfReference(), within(0.02));
    }

    /** Draws that come in quite other shares than they should: chains wait in states of great weight, and must not leak out of them. */
    @Test
    void exactSamplesDoNotDependOnTheSharesOfTheDraws() {
        double[] equal = new double[model.states().size()];
        Arrays.fill(equal, 1);
        ConformerModel wrong = model.withStates(model.states().withPopulations(equal));
        List<Conformer> exact = new ExactSampler(wrong, model.potential(), ExactSettings.cheap(6))
                .sample(3000)
                .conformers();

        assertThat(trans(exact)).isCloseTo(transOfReference(), within(0.02));
        assertThat(mean(energies(exact))).isCloseTo(mean(reference.energies()), within(0.15));
    }

    /** With a spring between the oxygen atoms, whose effect the weighted reference knows. */
    @Test
    void exactSamplesOfAnotherPotentialHaveItsMeans() throws Exception {
        try (Potential stiffer = new Stiffened(model.potential())) {
            ExactEnsemble exact = new ExactSampler(model, stiffer, ExactSettings.cheap(4)).sample(2500);
            double expected = 0;
            double sum = 0;
            for (double[] geometry : reference.geometries()) {
                double weight = Math.exp(-Stiffened.extra(geometry) / (0.0019872 * 300));
                sum += weight;
                expected += weight * Stiffened.length(geometry);
            }
            double found = mean(exact.conformers().stream()
                    .mapToDouble(conformer -> Stiffened.length(conformer.positions()))
                    .toArray());
            assertThat(found).isCloseTo(expected / sum, within(0.02));
            assertThat(Math.abs(found
                            - mean(reference.geometries().stream()
                                    .mapToDouble(Stiffened::length)
                                    .toArray())))
                    .isGreaterThan(0.1);
        }
    }

    @Test
    void densitiesAreReadAsTheyWereDrawn() {
        DensityGenerator generator = (DensityGenerator) model.generator();
        DensitySource source =
                new DensitySource(generator, generator.logShares(model.states()), Kernels.ofBackend(), 64);
        double[] geometries = new double[64 * 3 * model.graph().atoms()];
        int kept = source.draw(new Random(1), geometries);
        double[] expected = Arrays.copyOf(source.logDensities(), kept);
        double[] found = new double[64];

        source.densities(geometries, kept, found);

        assertThat(Arrays.copyOf(found, kept)).containsExactly(expected, within(1e-4));
    }

    @Test
    void aModelReadBackDrawsTheSameConformers() throws IOException, InputFormatException {
        ConformerModel read = ModelFile.read(whole);
        assertThat(read.settings()).isEqualTo(model.settings());
        ConformerSampler expected = model.sampler(3);
        ConformerSampler actual = read.sampler(3);
        for (int i = 0; i < 300; i++) {
            assertThat(actual.next().positions()).isEqualTo(expected.next().positions());
        }
        Path again = folder.resolve("again.drift");
        ModelFile.write(read, again);
        assertThat(again).hasSameBinaryContentAs(whole);
    }

    @Test
    void aDensityThatDoesNotFitIsRefused() throws IOException, InputFormatException {
        Map<String, byte[]> entries = SealedArchive.read(whole, "a model");
        String text = new String(entries.get("density.json"), StandardCharsets.UTF_8);
        Path file = folder.resolve("bad.drift");
        entries.put(
                "density.json",
                text.replaceFirst("\"factors\": \\d+", "\"factors\": 0").getBytes(StandardCharsets.UTF_8));
        SealedArchive.write(file, entries);

        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("entry density.json")
                .hasMessageContaining("train it anew");
    }

    /** Langevin steps cross the barriers of hydroxyl groups; what ends in another state is taken back. */
    @Test
    void exactSamplesOfSomeStatesStayInThem() {
        ConformerModel second = model.withStates(model.states().only(List.of(1)));
        List<Conformer> exact = new ExactSampler(second, model.potential(), ExactSettings.cheap(3))
                .sample(1000)
                .conformers();
        DensityGenerator generator = (DensityGenerator) second.generator();
        DensitySource source =
                new DensitySource(generator, generator.logShares(second.states()), Kernels.ofBackend(), 1000);
        double[] densities = new double[1000];

        source.densities(
                exact.stream()
                        .flatMapToDouble(conformer -> Arrays.stream(conformer.positions()))
                        .toArray(),
                1000,
                densities);

        // Copies by symmetry are written, of which some lie in equivalent states.
        assertThat(Arrays.stream(densities)
                        .filter(density -> density > Double.NEGATIVE_INFINITY)
                        .count())
                .isGreaterThan(990);
        double typical = Math.abs(second.states().torsions()[1][backboneRotor()]);
        assertThat(exact.stream()
                        .filter(conformer ->
                                Math.abs(Math.abs(Torsion.degrees(conformer.positions(), BACKBONE)) - typical) < 60)
                        .count())
                .isGreaterThan(990);
    }

    @Test
    void statesAloneAreDrawnAlone() {
        ConformerModel second = model.withStates(model.states().only(List.of(1)));
        double[] torsions = Stream.generate(second.sampler(1)::next)
                .limit(500)
                .mapToDouble(conformer -> Math.abs(Torsion.degrees(conformer.positions(), BACKBONE)))
                .toArray();
        double typical = Math.abs(second.states().torsions()[1][backboneRotor()]);

        assertThat(Arrays.stream(torsions)
                        .filter(torsion -> Math.abs(torsion - typical) < 60)
                        .count())
                .isGreaterThan(490);
    }

    private static int backboneRotor() {
        int[][] rotors = model.states().rotors();
        for (int r = 0; r < rotors.length; r++) {
            if (Math.min(rotors[r][1], rotors[r][2]) == 1 && Math.max(rotors[r][1], rotors[r][2]) == 2) {
                return r;
            }
        }
        throw new IllegalStateException("no rotor about the bond between the carbon atoms");
    }

    /** With a spring on the distance between the oxygen atoms. */
    private record Stiffened(Potential inner) implements Potential {
        private static final double STIFFNESS = 2;
        private static final double LENGTH = 3.7;

        static double length(double[] x) {
            return Math.sqrt(Math.pow(x[0] - x[9], 2) + Math.pow(x[1] - x[10], 2) + Math.pow(x[2] - x[11], 2));
        }

        static double extra(double[] x) {
            return STIFFNESS * Math.pow(length(x) - LENGTH, 2);
        }

        @Override
        public String name() {
            return inner.name() + " with a spring";
        }

        @Override
        public int atoms() {
            return inner.atoms();
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            inner.evaluate(positions, frames, energies, forces);
            int stride = 3 * atoms();
            for (int i = 0; i < frames; i++) {
                double[] x = Arrays.copyOfRange(positions, i * stride, (i + 1) * stride);
                energies[i] += extra(x);
                double pull = -2 * STIFFNESS * (length(x) - LENGTH) / length(x);
                for (int axis = 0; axis < 3; axis++) {
                    forces[i * stride + axis] += pull * (x[axis] - x[9 + axis]);
                    forces[i * stride + 9 + axis] -= pull * (x[axis] - x[9 + axis]);
                }
            }
        }
    }
}
