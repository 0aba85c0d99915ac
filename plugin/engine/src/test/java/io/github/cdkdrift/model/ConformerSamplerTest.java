package io.github.cdkdrift.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.TestSettings;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.PositionNetwork;
import io.github.cdkdrift.molecule.GeometryCheck;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Rejection;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpShape;
import io.github.cdkdrift.random.Noise;
import io.github.cdkdrift.rotamer.RotamerStates;
import io.github.cdkdrift.training.NetworkSettings;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConformerSamplerTest {
    private static final ForceFrames FRAMES = TestFrames.chiral(20);
    private static final MolecularGraph GRAPH = TestFrames.graph(FRAMES);
    private static final double[] LENGTHS = {1.94, 1.76, 1.35, 1.08};

    private static GeometryCheck check() {
        return new GeometryCheck(GRAPH, LENGTHS);
    }

    /** A network that always gives nearly this geometry. */
    private static Mlp constant(double[] geometry) {
        float[] bias = new float[geometry.length];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) geometry[i];
        }
        return Mlp.random(new MlpShape(4, 8, 2, bias.length), bias, Noise.stream(1, 0));
    }

    private static ConformerModel model(Mlp network) {
        NetworkSettings size = new NetworkSettings(4, 8, 2, 1, false);
        return new ConformerModel(
                GRAPH,
                FRAMES.positions(0),
                LENGTHS,
                new PositionNetwork(network),
                RotamerStates.single(),
                null,
                TestSettings.quick(1).withNetwork(size),
                null);
    }

    private static double[] mirrored(double[] geometry) {
        double[] mirrored = geometry.clone();
        for (int i = 0; i < mirrored.length; i += 3) {
            mirrored[i] = -mirrored[i];
        }
        return mirrored;
    }

    @Test
    void acceptsTheFramesThemselves() {
        for (int frame = 0; frame < FRAMES.size(); frame++) {
            assertThat(check().check(FRAMES.positions(frame))).isEmpty();
        }
    }

    @Test
    void reflectsSamplesOfTheWrongHandedness() {
        ConformerSampler sampler =
                new ConformerSampler(model(constant(mirrored(FRAMES.positions(0)))), SamplingSettings.seed(1), check());
        for (int i = 0; i < 3000; i++) {
            double[] positions = sampler.next().positions();
            assertThat(GRAPH.stereocentres()).isNotEmpty().allMatch(centre -> centre.agrees(positions));
        }
        assertThat(sampler.rejections()).isEmpty();
    }

    @Test
    void namesWhatIsWrongWithAGeometry() {
        double[] nan = FRAMES.positions(0);
        nan[4] = Double.NaN;
        assertThat(check().check(nan)).isEqualTo(Optional.of(Rejection.NOT_FINITE));
        double[] broken = FRAMES.positions(0);
        broken[3] += 1.5;
        assertThat(check().check(broken)).isEqualTo(Optional.of(Rejection.BROKEN_BOND));
        double[] clash = FRAMES.positions(0);
        System.arraycopy(clash, 6, clash, 9, 3);
        clash[9] += 0.3;
        assertThat(check().check(clash)).isEqualTo(Optional.of(Rejection.CLASH));
    }

    @Test
    void givesUpOnAModelThatMakesNoConformers() {
        double[] broken = FRAMES.positions(0);
        broken[3] += 3;
        ConformerSampler sampler = new ConformerSampler(model(constant(broken)), SamplingSettings.seed(1), check());
        assertThatThrownBy(sampler::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("BROKEN_BOND=10000")
                .hasMessageContaining("train it for more steps");
    }

    @Test
    void theSequenceDependsOnTheSeedAlone() {
        Mlp network = constant(FRAMES.positions(0));
        ConformerSampler first = new ConformerSampler(model(network), SamplingSettings.seed(5), check());
        ConformerSampler second = new ConformerSampler(model(network), SamplingSettings.seed(5), check());
        ConformerSampler other = new ConformerSampler(model(network), SamplingSettings.seed(6), check());
        for (int i = 0; i < 2500; i++) {
            double[] positions = first.next().positions();
            assertThat(second.next().positions()).isEqualTo(positions);
            assertThat(other.next().positions()).isNotEqualTo(positions);
        }
        assertThat(first.drawn()).isEqualTo(2500);
    }
}
