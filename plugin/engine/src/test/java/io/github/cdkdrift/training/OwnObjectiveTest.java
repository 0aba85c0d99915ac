package io.github.cdkdrift.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.TestSettings;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.feature.DistanceFeatures;
import io.github.cdkdrift.feature.FeatureMap;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.PositionNetwork;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ModelTraining;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.random.Noise;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objectives and feature maps that a user brings. */
class OwnObjectiveTest {
    private static final ForceFrames ETHANOL = TestFrames.ethanol().first(40);
    private static final MolecularGraph GRAPH = TestFrames.graph(ETHANOL);

    /** Draws every sample towards one geometry: the loss is the mean squared distance to it. */
    private static final class Towards implements Objective {
        private final double[] target;
        private final int inputs;

        Towards(double[] target, int inputs) {
            this.target = target;
            this.inputs = inputs;
        }

        @Override
        public int inputs() {
            return inputs;
        }

        @Override
        public float[] start() {
            float[] start = new float[target.length];
            for (int i = 0; i < start.length; i++) {
                start[i] = (float) target[i] + (i % 2 == 0 ? 0.4f : -0.4f);
            }
            return start;
        }

        @Override
        public void draw(RandomGenerator random, float[] values) {
            Noise.fill(values, random);
        }

        @Override
        public double gradient(int step, float[] positions, float[] gradients) {
            double sum = 0;
            for (int i = 0; i < positions.length; i++) {
                double off = positions[i] - target[i % target.length];
                gradients[i] = (float) (2 * off / positions.length);
                sum += off * off / positions.length;
            }
            return sum;
        }

        @Override
        public double widthRatio() {
            return 1;
        }

        @Override
        public double[] state() {
            return new double[0];
        }

        @Override
        public void restore(double[] state) {
            // Nothing changes.
        }
    }

    @Test
    void anObjectiveOfOnesOwnIsLearntAndItsModelDraws(@TempDir Path folder) throws Exception {
        TrainingSettings settings = TestSettings.quick(300);
        double[] target = ETHANOL.positions(7);
        Trainer trainer = Trainer.of(new Towards(target, 16), ETHANOL, GRAPH, settings);
        ConformerModel model = ModelTraining.train(trainer, ETHANOL, GRAPH, TrainingListener.NONE);
        assertThat(trainer.curve().get(0).loss()).isCloseTo(0.16, within(0.05));

        Path file = folder.resolve("own.drift");
        DriftingConformerGenerator.of(model).save(file);
        Conformer drawn = DriftingConformerGenerator.load(file)
                .conformers(1, 3)
                .findFirst()
                .orElseThrow();
        for (int[] bond : GRAPH.bonds()) {
            assertThat(distance(drawn.positions(), bond)).isCloseTo(distance(target, bond), within(0.05));
        }
        assertThatThrownBy(() -> Checkpoint.write(trainer, ETHANOL, folder.resolve("own.checkpoint")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an objective of one's own");
    }

    private static double distance(double[] positions, int[] bond) {
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            double difference = positions[3 * bond[0] + axis] - positions[3 * bond[1] + axis];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }

    /** Distances by another class: the network is the same to the last bit. */
    @Test
    void aFeatureMapOfOnesOwnIsTrainedInAsOneOfOurs() {
        TrainingSettings settings = TestSettings.quick(10);
        DistanceFeatures distances = new DistanceFeatures(ETHANOL.atoms());
        int[] calls = new int[1];
        FeatureMap own = new FeatureMap() {
            @Override
            public int size() {
                return distances.size();
            }

            @Override
            public boolean sharesScale() {
                return distances.sharesScale();
            }

            @Override
            public void map(float[] positions, int samples, float[] features) {
                calls[0]++;
                distances.map(positions, samples, features);
            }

            @Override
            public void pullBack(float[] positions, float[] featureGradients, int samples, float[] positionGradients) {
                distances.pullBack(positions, featureGradients, samples, positionGradients);
            }

            @Override
            public double[][] jacobian(double[] positions) {
                return distances.jacobian(positions);
            }

            @Override
            public double[] curvature(double[] positions, double[][] weights) {
                return distances.curvature(positions, weights);
            }
        };
        Trainer ofOurs = Trainer.of(ETHANOL, GRAPH, settings);
        Trainer ofOwn = Trainer.of(Objective.kernel(ETHANOL, own, settings), ETHANOL, GRAPH, settings);
        ofOurs.run(TrainingListener.NONE);
        ofOwn.run(TrainingListener.NONE);
        assertThat(calls[0]).isGreaterThan(10);
        assertThat(((PositionNetwork) ofOwn.generator()).network().toArray())
                .isEqualTo(((PositionNetwork) ofOurs.generator()).network().toArray());
    }

    @Test
    void anObjectiveOfAnotherMoleculeIsRefused() {
        TrainingSettings settings = TestSettings.quick(10);
        assertThatThrownBy(() -> Trainer.of(new Towards(new double[12], 16), ETHANOL, GRAPH, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 16 and 27");
        assertThatThrownBy(() ->
                        Trainer.of(new Towards(ETHANOL.positions(0), 16), ETHANOL, GRAPH, TestSettings.transport(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a kernel plan");
    }
}
