package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.molecule.Torsion;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels by MMFF94 with charges weakened by a dielectric, which no correction describes quite. */
@Tag("slow")
class CorrectionFitTest {
    /** Ethylene glycol: O, C, C, O, hydrogens; bonds 1.42, 1.53 Å, all angles 109.5°. */
    private static final double[] GLYCOL = {
        -1.862, 0.462, 0, -0.765, -0.440, 0, 0.765, 0.440, 0, 1.862, -0.462, 0, -2.690, -0.037, 0, -0.800, -1.080,
        0.885, -0.800, -1.080, -0.885, 0.800, 1.080, -0.885, 0.800, 1.080, 0.885, 2.690, 0.037, 0
    };

    private static MolecularGraph graph;
    private static Mmff94Potential forceField;
    private static Potential better;
    private static CorrectionFit fit;

    @BeforeAll
    static void fit() throws Exception {
        graph = TestStructures.graph("OCCO");
        forceField = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94);
        better = Mmff94Potential.of(graph, Mmff94Potential.Variant.MMFF94S, Dielectric.of(4));
        fit = CorrectionFit.of(forceField, graph, labels(better, 80, 1), List.of());
    }

    /** Geometries of all rotamers, each atom some hundredths of an ångström off. */
    private static ForceFrames labels(Potential potential, int count, long seed) {
        Random random = new Random(seed);
        int[][] bonds = {{0, 1}, {1, 2}, {2, 3}};
        double[] positions = new double[count * GLYCOL.length];
        for (int i = 0; i < count; i++) {
            double[] geometry = GLYCOL.clone();
            for (int[] bond : bonds) {
                Torsion.turn(
                        geometry,
                        0,
                        bond[0],
                        bond[1],
                        graph.atomsBeyond(bond[0], bond[1]),
                        2 * Math.PI * random.nextDouble());
            }
            for (int k = 0; k < geometry.length; k++) {
                positions[i * geometry.length + k] = geometry[k] + 0.04 * random.nextGaussian();
            }
        }
        double[] energies = new double[count];
        double[] forces = new double[positions.length];
        potential.evaluate(positions, count, energies, forces);
        return ForceFrames.of(graph.atomicNumbers(), positions, forces, energies)
                .withPotential("better");
    }

    private static double[] energies(Potential potential, ForceFrames frames) {
        double[] positions = IntStream.range(0, frames.size())
                .mapToObj(frames::positions)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double[] energies = new double[frames.size()];
        potential.evaluate(positions, energies.length, energies, new double[positions.length]);
        return energies;
    }

    private static double error(double[] found, double[] expected) {
        double mean = IntStream.range(0, found.length)
                .mapToDouble(i -> found[i] - expected[i])
                .average()
                .orElseThrow();
        return Math.sqrt(IntStream.range(0, found.length)
                .mapToDouble(i -> Math.pow(found[i] - expected[i] - mean, 2))
                .average()
                .orElseThrow());
    }

    @Test
    void mostOfTheErrorIsGone() {
        ForceFrames unseen = labels(better, 200, 2);
        double before = error(energies(forceField, unseen), unseen.energies());
        double after = error(energies(fit.potential(), unseen), unseen.energies());

        assertThat(before).isGreaterThan(1);
        assertThat(after).isLessThan(before / 5);
        assertThat(fit.energyError()).isBetween(after / 2, before / 20);
        assertThat(fit.potential().name()).isEqualTo("MMFF94 corrected by 80 labels of better");
    }

    /** What the terms can describe is found again: the fit of a fit. */
    @Test
    void aCorrectionOfTheSameKindIsFoundAgain() {
        CorrectionFit again = CorrectionFit.of(forceField, graph, labels(fit.potential(), 120, 3), List.of());
        ForceFrames unseen = labels(fit.potential(), 100, 4);
        assertThat(error(energies(again.potential(), unseen), unseen.energies()))
                .isLessThan(0.05);
    }

    /**
     * Of geometries that none of four fits saw some 68 % are within one deviation, and 95 % within two. Deviations are told by labels that were chosen, which are less like what is sampled than these
     * are: of labels that are drawn as the unseen geometries a few more are within.
     */
    @Test
    void theUncertaintyIsWhatTheErrorsAre() {
        ForceFrames unseen = usual(5);
        double within = 0;
        double withinTwo = 0;
        for (long seed = 1; seed <= 4; seed++) {
            double[] ratios = ratios(
                    CorrectionFit.of(
                            forceField,
                            graph,
                            usual(10 + seed).first(80),
                            geometries(usual(20 + seed).first(40))),
                    unseen);
            within += Arrays.stream(ratios).filter(ratio -> ratio < 1).count() / 4.0 / ratios.length;
            withinTwo += Arrays.stream(ratios).filter(ratio -> ratio < 2).count() / 4.0 / ratios.length;
        }
        assertThat(within).isBetween(0.60, 0.85);
        assertThat(withinTwo).isBetween(0.92, 0.99);
    }

    /** Some 400 without clashes, as dynamics has them: the ones of least energy of twice as many. */
    private static ForceFrames usual(long seed) {
        ForceFrames all = labels(better, 800, seed);
        double[] energies = all.energies();
        double middle = Arrays.stream(energies).sorted().toArray()[energies.length / 2];
        return all.select(IntStream.range(0, energies.length)
                .filter(i -> energies[i] < middle)
                .toArray());
    }

    private static List<double[]> geometries(ForceFrames frames) {
        return IntStream.range(0, frames.size()).mapToObj(frames::positions).toList();
    }

    /** Errors in deviations. */
    private static double[] ratios(CorrectionFit of, ForceFrames unseen) {
        double[] found = energies(of.potential(), unseen);
        double[] deviations = new double[found.length];
        of.deviations(positions(unseen), deviations.length, deviations);
        double[] wanted = unseen.energies();
        double mean = IntStream.range(0, found.length)
                .mapToDouble(i -> found[i] - wanted[i])
                .average()
                .orElseThrow();
        return IntStream.range(0, found.length)
                .mapToDouble(i -> Math.abs(found[i] - wanted[i] - mean) / deviations[i])
                .toArray();
    }

    /** Those of draws, which share what two geometries have in common: 32 draws know a variance to a quarter, the mean over many pairs much better. */
    @Test
    void covariancesAreThoseOfEquallyLikelyCorrections() {
        ForceFrames labels = labels(better, 80, 1);
        ForceFrames unseen = labels(better, 60, 6);
        double[][] covariances = fit.covariances(positions(unseen), unseen.size());
        double[] deviations = new double[unseen.size()];
        fit.deviations(positions(unseen), deviations.length, deviations);
        double[][] atLabels = shifts(labels);
        double[][] shifts = shifts(unseen);
        double drawn = 0;
        double expected = 0;
        for (int i = 0; i < deviations.length; i++) {
            assertThat(covariances[i][i] + fit.irreducible() * fit.irreducible())
                    .isCloseTo(deviations[i] * deviations[i], within(1e-9));
            for (int k = 0; k < i; k++) {
                assertThat(covariances[i][k]).isCloseTo(covariances[k][i], within(1e-9));
                expected += covariances[i][k] * covariances[i][k];
                for (int draw = 0; draw < shifts.length; draw++) {
                    double mean = Arrays.stream(atLabels[draw]).average().orElseThrow();
                    drawn += covariances[i][k] * (shifts[draw][i] - mean) * (shifts[draw][k] - mean) / shifts.length;
                }
            }
        }
        assertThat(drawn / expected).isBetween(0.6, 1.6);
    }

    /** The draws of equally likely corrections, and the deviation in closed form, are of one posterior: 32 draws know it to an eighth, 200 geometries are not independent. */
    @Test
    void equallyLikelyCorrectionsDifferByTheDeviation() {
        ForceFrames labels = labels(better, 80, 1);
        ForceFrames unseen = labels(better, 200, 6);
        double[][] atLabels = shifts(labels);
        double[][] shifts = shifts(unseen);
        double[] deviations = new double[unseen.size()];
        fit.deviations(positions(unseen), deviations.length, deviations);
        double drawn = 0;
        double expected = 0;
        for (int i = 0; i < deviations.length; i++) {
            for (int k = 0; k < shifts.length; k++) {
                double off = shifts[k][i] - Arrays.stream(atLabels[k]).average().orElseThrow();
                drawn += off * off / shifts.length;
            }
            expected += deviations[i] * deviations[i] - fit.irreducible() * fit.irreducible();
        }
        assertThat(shifts.length).isEqualTo(32);
        assertThat(Math.sqrt(drawn / expected)).isBetween(0.8, 1.25);
    }

    private static double[][] shifts(ForceFrames frames) {
        return fit.potential().energyShifts(positions(frames), frames.size());
    }

    private static double[] positions(ForceFrames frames) {
        return IntStream.range(0, frames.size())
                .mapToObj(frames::positions)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Test
    void forcesAreTheNegativeGradientOfTheEnergy() {
        double[] geometry = labels(better, 1, 6).positions(0);
        int size = geometry.length;
        double[] forces = new double[size];
        fit.potential().evaluate(geometry, 1, new double[1], forces);
        for (int i = 0; i < size; i++) {
            double[] both = Arrays.copyOf(geometry, 2 * size);
            System.arraycopy(geometry, 0, both, size, size);
            both[i] += 1e-5;
            both[size + i] -= 1e-5;
            double[] energies = new double[2];
            fit.potential().evaluate(both, 2, energies, new double[2 * size]);
            assertThat(-(energies[0] - energies[1]) / 2e-5).isCloseTo(forces[i], within(1e-4));
        }
    }

    @Test
    void equivalentAtomsCanBeExchanged() {
        double[] geometry = labels(better, 1, 7).positions(0);
        double[] expected = new double[1];
        fit.potential().evaluate(geometry, 1, expected, new double[geometry.length]);
        assertThat(graph.symmetryOperations(geometry, 48)).hasSizeGreaterThan(1).allSatisfy(operation -> {
            SymmetryOperation chosen = operation;
            double[] energy = new double[1];
            fit.potential().evaluate(chosen.apply(geometry), 1, energy, new double[geometry.length]);
            assertThat(energy[0]).isCloseTo(expected[0], within(1e-8));
        });
    }

    /** Numbered so that in a chain and in a ring some atoms have smaller numbers than both of their neighbours. */
    @ParameterizedTest
    @ValueSource(strings = {"C(C)CO", "C1CCCCC1", "C(CC)(CC)O"})
    void theEnergyDoesNotDependOnTheNumbering(String smiles) throws Exception {
        MolecularGraph molecule = TestStructures.graph(smiles);
        CorrectionTerms terms = CorrectionTermList.of(molecule);
        int size = 3 * molecule.atoms();
        Random random = new Random(3);
        double[] geometry = random.doubles(size, -3, 3).toArray();
        double[] other = random.doubles(size, -3, 3).toArray();
        CorrectionTerms.Workspace workspace = terms.new Workspace(terms.ranges(List.of(geometry, other)));
        double[] expected = new double[terms.size()];
        workspace.features(geometry, 0, expected, null);
        for (int[] renumbering : molecule.automorphisms(100_000)) {
            double[] moved = new SymmetryOperation(renumbering, false).apply(geometry);
            double[] found = new double[terms.size()];
            workspace.features(moved, 0, found, null);
            assertThat(found).containsExactly(expected, within(1e-6));
        }
    }

    /** Of one label little can be learned, and nothing breaks. */
    @Test
    void oneLabelIsEnoughToBeginWith() {
        CorrectionFit one = CorrectionFit.of(forceField, graph, labels(better, 1, 9), List.of());
        assertThat(Arrays.stream(energies(one.potential(), labels(better, 3, 10))))
                .allMatch(Double::isFinite);
        assertThat(one.energyError()).isNaN();
    }

    /** A bond at twice its length, or two atoms nearly upon each other: the force field is left, and a constant. */
    @Test
    void farFromTheLabelsTheCorrectionLevelsOff() {
        double[] far = GLYCOL.clone();
        for (int axis = 0; axis < 3; axis++) {
            far[12 + axis] += 1.5 * (far[12 + axis] - far[axis]);
        }
        double[] corrected = energies(fit.potential(), ForceFrames.of(graph.atomicNumbers(), far, far, null));
        double[] plain = energies(forceField, ForceFrames.of(graph.atomicNumbers(), far, far, null));
        assertThat(Math.abs(corrected[0] - plain[0])).isLessThan(60);
    }

    @Test
    void itsPartsMakeTheSamePotential() {
        CorrectedForceField again = CorrectedForceField.of(
                forceField,
                graph,
                fit.potential().parts(),
                null,
                fit.potential().alternatives());
        ForceFrames some = labels(better, 5, 8);
        assertThat(energies(again, some)).containsExactly(energies(fit.potential(), some));
        assertThat(again.energyShifts(positions(some), 5)).isEqualTo(shifts(some));
        CorrectedForceField.Parts parts = fit.potential().parts();
        assertThatThrownBy(() -> CorrectedForceField.of(
                        forceField,
                        graph,
                        new CorrectedForceField.Parts(
                                "x", 1, 1, parts.centres(), parts.limits(), new double[3], 0, null, null),
                        null,
                        new double[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not the ");
    }

    /** Frames that hardly stretch anything must not make a soft bond: a sampler would find it. */
    @Test
    void whatColdFramesShowDoesNotSoftenBondsBeyond() {
        Random random = new Random(11);
        double[] positions = new double[60 * GLYCOL.length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = GLYCOL[i % GLYCOL.length] + 0.01 * random.nextGaussian();
        }
        double[] forces = new double[positions.length];
        double[] energies = new double[60];
        better.evaluate(positions, 60, energies, forces);
        CorrectionFit cold = CorrectionFit.of(
                forceField, graph, ForceFrames.of(graph.atomicNumbers(), positions, forces, energies), List.of());
        for (int[] bond : graph.bonds()) {
            double[] stretched = new double[2 * GLYCOL.length];
            System.arraycopy(GLYCOL, 0, stretched, 0, GLYCOL.length);
            System.arraycopy(GLYCOL, 0, stretched, GLYCOL.length, GLYCOL.length);
            for (int atom : graph.atomsBeyond(bond[0], bond[1])) {
                for (int k = 0; k < 3; k++) {
                    stretched[GLYCOL.length + 3 * atom + k] +=
                            0.2 * (GLYCOL[3 * bond[1] + k] - GLYCOL[3 * bond[0] + k]);
                }
            }
            double expected = rise(better, stretched);
            assertThat(rise(cold.potential(), stretched))
                    .as("bond %d-%d", bond[0], bond[1])
                    .isBetween(0.7 * expected, 1.5 * expected);
        }
    }

    private static double rise(Potential potential, double[] two) {
        double[] energies = new double[2];
        potential.evaluate(two, 2, energies, new double[two.length]);
        return energies[1] - energies[0];
    }

    /** What frames of one rotamer leave open of another is without a limit, unless the cheap potential is trusted there as far as it usually is right. */
    @Test
    void otherRotamersAreUncertainByWhatTheForceFieldUsuallyMisses() throws Exception {
        ForceFrames frames = TestFrames.enolXtb();
        MolecularGraph enol = TestStructures.graph("O/C=C\\C=O");
        Mmff94Potential mmff94 = Mmff94Potential.of(enol, Mmff94Potential.Variant.MMFF94);
        double[] turned = frames.positions(0).clone();
        Torsion.turn(turned, 0, 2, 3, enol.atomsBeyond(2, 3), Math.PI);
        double[] both = DoubleStream.concat(Arrays.stream(frames.positions(0)), Arrays.stream(turned))
                .toArray();
        CorrectionFit alone = CorrectionFit.ofFrames(mmff94, enol, frames, 200, List.of());
        CorrectionFit trusting = CorrectionFit.ofFrames(mmff94, enol, frames, 200, List.of(turned));
        double[] open = new double[2];
        alone.deviations(both, 2, open);
        double[] limited = new double[2];
        trusting.deviations(both, 2, limited);

        assertThat(open[1]).isGreaterThan(100);
        assertThat(limited[1]).isCloseTo(3, within(0.15));
        assertThat(limited[0]).isBetween(0.5 * open[0], open[0]);
        assertThat(energies(trusting.potential(), frames)).isEqualTo(energies(alone.potential(), frames));
    }

    /** As MMFF94 has the other rotamer 9 kcal/mol above this one, and the frames nothing of it. */
    @Test
    void aRotamerThatNoLabelShowsStaysNearTheForceFields() throws Exception {
        ForceFrames frames = TestFrames.enolXtb().first(20);
        MolecularGraph enol = TestStructures.graph("O/C=C\\C=O");
        Mmff94Potential mmff94 = Mmff94Potential.of(enol, Mmff94Potential.Variant.MMFF94);
        double[] turned = frames.positions(0).clone();
        Torsion.turn(turned, 0, 2, 3, enol.atomsBeyond(2, 3), Math.PI);
        double[] both = DoubleStream.concat(Arrays.stream(frames.positions(0)), Arrays.stream(turned))
                .toArray();
        CorrectionFit alone = CorrectionFit.of(mmff94, enol, frames, List.of());
        CorrectionFit trusting = CorrectionFit.of(mmff94, enol, frames, List.of(turned));
        double expected = rise(mmff94, both);

        assertThat(Math.abs(rise(alone.potential(), both) - expected)).isGreaterThan(10);
        assertThat(rise(trusting.potential(), both)).isCloseTo(expected, within(4.0));
    }

    @Test
    void aKernelModelOfTheRestIsBetterAndItsForcesAreItsGradient() {
        int[][] permutations = {IntStream.range(0, 10).toArray(), {3, 2, 1, 0, 9, 7, 8, 5, 6, 4}};
        ForceFrames many = labels(better, 200, 1);
        FitSettings settings = FitSettings.defaults().withWidths(List.of(10.0, 20.0));
        CorrectionFit poor = CorrectionFit.ofFrames(forceField, graph, many, 8, List.of());
        CorrectedForceField both = poor.withKernel(many, permutations, settings);
        ForceFrames unseen = labels(better, 100, 2);
        assertThat(error(energies(both, unseen), unseen.energies()))
                .isLessThan(0.7 * error(energies(poor.potential(), unseen), unseen.energies()));
        assertThat(both.name()).isEqualTo("MMFF94 corrected by 150 of 200 labels of better");

        double[] forces = new double[30];
        both.evaluate(unseen.positions(0), 1, new double[1], forces);
        double step = 1e-4;
        for (int i = 0; i < 30; i++) {
            double[] two = new double[60];
            System.arraycopy(unseen.positions(0), 0, two, 0, 30);
            System.arraycopy(unseen.positions(0), 0, two, 30, 30);
            two[i] -= step;
            two[30 + i] += step;
            assertThat(forces[i]).isCloseTo(-rise(both, two) / (2 * step), within(1e-4 * (1 + Math.abs(forces[i]))));
        }

        double[] swapped = new double[60];
        System.arraycopy(unseen.positions(0), 0, swapped, 0, 30);
        for (int atom = 0; atom < 10; atom++) {
            System.arraycopy(unseen.positions(0), 3 * permutations[1][atom], swapped, 30 + 3 * atom, 3);
        }
        assertThat(rise(both, swapped)).isCloseTo(0, within(1e-6));
    }

    @Test
    void noiseIsNotLearnt() {
        ForceFrames smooth = labels(better, 80, 1);
        Random random = new Random(12);
        double[] positions = IntStream.range(0, 80)
                .mapToObj(smooth::positions)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double[] forces = IntStream.range(0, 80)
                .mapToObj(smooth::forces)
                .flatMapToDouble(Arrays::stream)
                .map(force -> force + 3 * random.nextGaussian())
                .toArray();
        ForceFrames noisy = ForceFrames.of(graph.atomicNumbers(), positions, forces, smooth.energies());
        int[][] identity = {IntStream.range(0, 10).toArray()};
        CorrectedForceField corrected = CorrectionFit.ofFrames(forceField, graph, noisy, 80, List.of())
                .withKernel(noisy, identity, FitSettings.defaults().withFrames(60));
        assertThat(corrected.rest()).isEmpty();
    }

    @Test
    void withoutEnergiesTheErrorBarIsThatOfTheForces() {
        ForceFrames labels = labels(better, 80, 1);
        double[] positions = IntStream.range(0, 80)
                .mapToObj(labels::positions)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double[] forces = IntStream.range(0, 80)
                .mapToObj(labels::forces)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        CorrectionFit blind = CorrectionFit.of(
                forceField, graph, ForceFrames.of(graph.atomicNumbers(), positions, forces, null), List.of());
        ForceFrames unseen = labels(better, 100, 2);
        double[] unknown = IntStream.range(0, 100)
                .mapToObj(unseen::positions)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double[] deviations = new double[100];
        blind.deviations(unknown, 100, deviations);
        double typical = Arrays.stream(deviations).average().orElseThrow();
        assertThat(blind.energyError()).isNaN();
        assertThat(error(energies(blind.potential(), unseen), unseen.energies()))
                .isBetween(typical / 3, 3 * typical);
    }

    @Test
    void labelsOfAnotherMoleculeAreRefused() {
        ForceFrames water = ForceFrames.of(new int[] {8, 1, 1}, new double[9], new double[9], null);
        assertThatThrownBy(() -> CorrectionFit.of(forceField, graph, labels(better, 2, 1), List.of(new double[9])))
                .hasMessageContaining("geometries of another molecule");
        assertThatThrownBy(() -> CorrectionFit.of(forceField, graph, water, List.of()))
                .hasMessageContaining("labels of 3 atoms; expected 10");
    }
}
