package io.github.cdkdrift.labelling;

import static io.github.cdkdrift.TestStructures.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Mmff94Potential.Variant;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class LabellingTest {
    private static final LabellingSettings SMALL =
            LabellingSettings.defaults().withFrames(330).withWalkers(8).withSteps(500, 20);

    private static Labelling label(MolecularGraph graph, Potential potential, LabellingSettings settings)
            throws Exception {
        return Labelling.of(graph, potential, StartGeometries.of(graph, 8, 3), settings, done -> {});
    }

    @Test
    void runsThatNobodyCouldCountAreRefused() throws Exception {
        MolecularGraph ethanol = graph("CCO");
        LabellingSettings endless = LabellingSettings.defaults().withWalkers(1).withFrames(100_000_000);
        assertThatThrownBy(() -> label(ethanol, Mmff94Potential.of(ethanol, Variant.MMFF94), endless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fewer frames");
    }

    @Test
    void framesHaveTheForcesAndEnergiesOfThePotential() throws Exception {
        MolecularGraph ethanol = graph("CCO");
        Mmff94Potential potential = Mmff94Potential.of(ethanol, Variant.MMFF94);
        AtomicLong evaluations = new AtomicLong();

        ForceFrames frames = Labelling.of(
                        ethanol, potential, StartGeometries.of(ethanol, 8, 3), SMALL, evaluations::set)
                .frames();

        assertThat(frames.size()).isEqualTo(330);
        assertThat(evaluations).hasValueBetween(330, SMALL.evaluations());
        double[] energy = new double[1];
        double[] forces = new double[27];
        for (int i = 0; i < frames.size(); i++) {
            potential.evaluate(frames.positions(i), 1, energy, forces);
            assertThat(frames.energy(i)).hasValue(energy[0]);
            assertThat(frames.forces(i)).isEqualTo(forces);
        }
    }

    /** Equipartition: 3N − 6 harmonic vibrations have kT/2 each; ethanol's two rotors, hindered, about as much. */
    @Test
    void framesHaveTheTemperature() throws Exception {
        MolecularGraph ethanol = graph("CCO");
        Potential potential = Mmff94Potential.of(ethanol, Variant.MMFF94);

        Labelling labelling =
                label(ethanol, potential, SMALL.withTemperature(400).withSteps(2000, 50));

        double[] lowest = {Double.POSITIVE_INFINITY};
        double[] energy = new double[1];
        for (double[] minimum : labelling.minima()) {
            potential.evaluate(minimum, 1, energy, new double[27]);
            lowest[0] = Math.min(lowest[0], energy[0]);
        }
        double mean = Arrays.stream(labelling.frames().energies()).average().orElseThrow();
        assertThat(mean - lowest[0]).isCloseTo(21 * 0.5 * 0.0019872043 * 400, within(1.3));
        assertThat(labelling.broken()).isZero();
    }

    @Test
    void minimaHaveSmallForces() throws Exception {
        MolecularGraph peptide = graph("CC(=O)N[C@@H](C)C(=O)NC");
        Potential potential = Mmff94Potential.of(peptide, Variant.MMFF94);

        List<double[]> minima = label(peptide, potential, SMALL.withFrames(8)).minima();

        assertThat(minima).hasSizeGreaterThan(1);
        for (double[] minimum : minima) {
            double[] forces = new double[minimum.length];
            potential.evaluate(minimum, 1, new double[1], forces);
            assertThat(Arrays.stream(forces).map(Math::abs).max().orElseThrow()).isLessThan(2);
        }
    }

    @Test
    void theSeedDecidesTheFrames() throws Exception {
        MolecularGraph water = graph("O");
        Potential potential = Mmff94Potential.of(water, Variant.MMFF94);
        LabellingSettings few = SMALL.withFrames(5);

        ForceFrames first = label(water, potential, few).frames();
        assertThat(label(water, potential, few).frames().positions(4)).isEqualTo(first.positions(4));
        assertThat(label(water, potential, few.withSeed(1)).frames().positions(4))
                .isNotEqualTo(first.positions(4));
    }

    /** Every third geometry of every batch fails: walkers begin again, samples are left out, and there are as many as asked for. */
    @Test
    void geometriesThatFailAreReplaced() throws Exception {
        MolecularGraph water = graph("O");
        Potential potential = new Failing(Mmff94Potential.of(water, Variant.MMFF94));

        ForceFrames frames = label(water, potential, SMALL.withFrames(50)).frames();

        assertThat(frames.size()).isEqualTo(50);
    }

    @Test
    void aMoleculeThatFallsApartIsAnError() throws Exception {
        MolecularGraph water = graph("O");
        Potential potential = Mmff94Potential.of(water, Variant.MMFF94);

        assertThatThrownBy(() -> label(water, potential, SMALL.withTemperature(100_000)))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("at 100000.0 K")
                .hasMessageContaining("lower temperature");
    }

    @Test
    void aPotentialThatDoesNotKnowTheMoleculeIsAnError() throws Exception {
        MolecularGraph water = graph("O");
        Potential repulsion = new Failing(Mmff94Potential.of(water, Variant.MMFF94)) {
            @Override
            public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
                Arrays.fill(energies, 0, frames, 0);
                for (int i = 0; i < 9 * frames; i++) {
                    int first = i / 9 * 9 + i % 3;
                    double middle = (positions[first] + positions[first + 3] + positions[first + 6]) / 3;
                    forces[i] = 10 * (positions[i] - middle);
                    energies[i / 9] -= 5 * (positions[i] - middle) * (positions[i] - middle);
                }
            }
        };

        assertThatThrownBy(() -> label(water, repulsion, SMALL))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("breaks H2O");
    }

    @Test
    void potentialAndStartsMustFitTheMolecule() throws Exception {
        MolecularGraph water = graph("O");
        Potential other = Mmff94Potential.of(graph("CC"), Variant.MMFF94);
        Potential potential = Mmff94Potential.of(water, Variant.MMFF94);

        assertThatThrownBy(() -> label(water, other, SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 atoms");
        assertThatThrownBy(() -> Labelling.of(water, potential, List.of(), SMALL, done -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 starts");
    }

    /**
     * Butane at 300 K: the share of trans is that of replica exchange of hybrid Monte Carlo on RDKit's MMFF94 (67.98 ± 0.49 %, {@code
     * samples/benchmarks/ring_populations.py 14}), within four standard errors. Langevin dynamics alone leaves the walkers where they began.
     */
    @Test
    void rotamersComeAsOftenAsTheyArePopulated() throws Exception {
        MolecularGraph butane = graph("CCCC");
        Potential potential = Mmff94Potential.of(butane, Variant.MMFF94);
        List<double[]> starts = StartGeometries.of(butane, 64, 0);
        double reference = 0.6798;
        LabellingSettings settings = LabellingSettings.defaults().withTemperature(300);

        Labelling labelling = Labelling.of(butane, potential, starts, settings, done -> {});

        WalkerAgreement agreement = labelling.agreement();
        double[] found = shares(labelling.frames());
        assertThat(agreement.splitRhat()).isLessThan(1.1);
        assertThat(agreement.effectiveSamples()).isGreaterThan(100);
        assertThat(agreement.difference()).isLessThan(0.1);
        assertThat(agreement.states().size()).isEqualTo(2);
        double error = Math.hypot(0.0049, Math.sqrt(reference * (1 - reference) / agreement.effectiveSamples()));
        assertThat(found[0]).isCloseTo(reference, within(4 * error));
        assertThat(agreement.states().populations()[0]).isCloseTo(found[0], within(0.02));

        Labelling plain = Labelling.of(butane, potential, starts, settings.plain(), done -> {});
        assertThat(plain.agreement().splitRhat()).isGreaterThan(1.5);
    }

    private static double[] shares(ForceFrames frames) {
        return shares(
                IntStream.range(0, frames.size()).mapToObj(frames::positions).toList());
    }

    /** Of butane: trans, gauche. */
    private static double[] shares(List<double[]> geometries) {
        double trans = geometries.stream()
                        .filter(positions -> Math.abs(Torsion.degrees(positions, new int[] {0, 1, 2, 3})) > 120)
                        .count()
                / (double) geometries.size();
        return new double[] {trans, 1 - trans};
    }

    /**
     * Frames of the first part stay, the others are new, each walker goes on from where it was. Nothing is minimised, and walkers without
     * a ladder are equilibrated.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunGoesOnFromItsFrames(boolean plain) throws Exception {
        MolecularGraph ethanol = graph("CCO");
        Potential potential = Mmff94Potential.of(ethanol, Variant.MMFF94);
        LabellingSettings settings = plain ? SMALL.plain() : SMALL;
        List<double[]> starts = StartGeometries.of(ethanol, 8, 3);
        Memory first = new Memory(List.of(), null);
        Labelling.of(ethanol, potential, starts, settings, first, done -> {});
        List<WalkerFrame> all = first.added;
        List<WalkerFrame> before = all.subList(0, 101);
        Memory second = new Memory(before, first.bondLengths);
        List<WalkerFrame> more = second.added;

        AtomicLong evaluations = new AtomicLong();

        Labelling labelling = Labelling.of(ethanol, potential, starts, settings, second, evaluations::set);

        assertThat(labelling.broken()).isZero();
        long skipped = plain ? 8 * 500 : 0;
        assertThat(evaluations).hasValue(settings.evaluations(101) - skipped);
        assertThat(more).hasSize(330 - 101);
        assertThat(labelling.frames().size()).isEqualTo(330);
        assertThat(energies(labelling.frames())).doesNotHaveDuplicates();
        List<Double> expected = Stream.concat(before.stream(), more.stream())
                .sorted(Comparator.comparingInt(WalkerFrame::walker))
                .map(WalkerFrame::energy)
                .toList();
        assertThat(energies(labelling.frames())).isEqualTo(expected);
        Set<Double> old = all.stream().map(WalkerFrame::energy).collect(Collectors.toSet());
        assertThat(more).noneMatch(frame -> old.contains(frame.energy()));
        Memory again = new Memory(before, first.bondLengths);
        Labelling.of(ethanol, potential, starts, settings, again, done -> {});
        assertThat(again.added)
                .extracting(WalkerFrame::energy)
                .isEqualTo(more.stream().map(WalkerFrame::energy).toList());
    }

    /** The lengths are those of the minima, whatever frames there are by then: a frame that was taken stays one. */
    @Test
    void aRunThatGoesOnJudgesAsItBegan() throws Exception {
        MolecularGraph water = graph("O");
        Potential potential = Mmff94Potential.of(water, Variant.MMFF94);
        LabellingSettings settings = SMALL.withWalkers(3).withFrames(9).plain();
        List<double[]> starts = StartGeometries.of(water, 3, 3);
        Memory first = new Memory(List.of(), null);
        Labelling whole = Labelling.of(water, potential, starts, settings, first, done -> {});
        assertThat(first.bondLengths).isEqualTo(water.meanBondLengths(whole.minima()));

        double[] minimum = whole.minima().get(0);
        List<WalkerFrame> before =
                List.of(stretched(0, minimum, 0.7), stretched(1, minimum, 0.7), stretched(2, minimum, 1.45));
        Memory second = new Memory(before, first.bondLengths);
        assertThat(Labelling.of(water, potential, starts, settings, second, done -> {})
                        .frames()
                        .size())
                .isEqualTo(9);
        assertThat(second.added).hasSize(6);

        Memory tripled = new Memory(
                before,
                Arrays.stream(first.bondLengths).map(length -> 3 * length).toArray());
        assertThatThrownBy(() -> Labelling.of(water, potential, starts, settings, tripled, done -> {}))
                .hasMessageContaining("not intact");
        Memory ofEthane = new Memory(before, new double[7]);
        assertThatThrownBy(() -> Labelling.of(water, potential, starts, settings, ofEthane, done -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 bonds");
    }

    /** A frame whose bonds are so many times as long as in a geometry. */
    private static WalkerFrame stretched(int walker, double[] geometry, double ratio) {
        return new WalkerFrame(
                walker, Arrays.stream(geometry).map(value -> ratio * value).toArray(), new double[geometry.length], 0);
    }

    /** Keeps frames in memory. */
    private static final class Memory implements LabelLog {
        private final List<WalkerFrame> frames;
        private final List<WalkerFrame> added = new ArrayList<>();
        private double[] bondLengths;

        Memory(List<WalkerFrame> frames, double[] bondLengths) {
            this.frames = frames;
            this.bondLengths = bondLengths;
        }

        @Override
        public List<WalkerFrame> frames() {
            return frames;
        }

        @Override
        public double[] bondLengths() {
            return bondLengths;
        }

        @Override
        public void keepBondLengths(double[] lengths) {
            bondLengths = lengths;
        }

        @Override
        public void add(WalkerFrame frame) {
            added.add(frame);
        }
    }

    private static List<Double> energies(ForceFrames frames) {
        return Arrays.stream(frames.energies()).boxed().toList();
    }

    @Test
    void aRunThatGoesOnCountsWhatIsLeft() {
        assertThat(SMALL.evaluations(0)).isEqualTo(SMALL.evaluations());
        assertThat(SMALL.evaluations(329)).isEqualTo(32 * (1 + 520 + 520 / 5));
        assertThat(SMALL.plain().evaluations(329)).isEqualTo(8 * (1 + 520));
        assertThat(SMALL.evaluations(330)).isZero();
        assertThat(SMALL.evaluations(400)).isZero();
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> SMALL.withTemperature(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SMALL.withFrames(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SMALL.withSteps(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Gives NaN for every third geometry of a batch of more than eight. */
    private static class Failing implements Potential {
        private final Potential potential;

        Failing(Potential potential) {
            this.potential = potential;
        }

        @Override
        public int atoms() {
            return potential.atoms();
        }

        @Override
        public String name() {
            return "a failing " + potential.name();
        }

        @Override
        public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
            potential.evaluate(positions, frames, energies, forces);
            for (int i = 0; frames > 8 && i < frames; i += 3) {
                energies[i] = Double.NaN;
                Arrays.fill(forces, 9 * i, 9 * i + 9, Double.NaN);
            }
        }
    }
}
