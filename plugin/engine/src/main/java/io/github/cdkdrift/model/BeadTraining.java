package io.github.cdkdrift.model;

import io.github.cdkdrift.archive.FramesDigest;
import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.diffusion.BeadBonds;
import io.github.cdkdrift.diffusion.BeadPotential;
import io.github.cdkdrift.diffusion.DiffusionListener;
import io.github.cdkdrift.diffusion.DiffusionTrainer;
import io.github.cdkdrift.diffusion.EnergyContrast;
import io.github.cdkdrift.diffusion.EnergyDiffusion;
import io.github.cdkdrift.diffusion.ExpertSettings;
import io.github.cdkdrift.diffusion.ForceLabels;
import io.github.cdkdrift.diffusion.KnownDensity;
import io.github.cdkdrift.diffusion.PointSource;
import io.github.cdkdrift.dynamics.BrokenWalkersException;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.generator.DiffusionGenerator;
import io.github.cdkdrift.molecule.Beads;
import io.github.cdkdrift.molecule.PhysicalConstants;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.rotamer.RotamerStates;
import io.github.cdkdrift.training.Trainer;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Trains a coarse-grained model: an energy-based diffusion of some atoms of a molecule, whose energy at time 0 is their potential of mean
 * force, and a generator that draws from it: one that knows its density, trained on equilibrium samples of that potential, or the
 * diffusion itself. It learns from positions, and from forces where the settings say so, and takes the frames for an equilibrium sample. Mirror images and
 * renumberings are not taken for the same.
 */
public final class BeadTraining {
    private static final int MOST_STARTS = 128;

    private BeadTraining() {}

    /**
     * Trains.
     *
     * @param frames of the whole molecule, at equilibrium at the settings' temperature
     * @param beads of the molecule
     * @param listener told of the stages; may cancel
     * @throws CancellationException if the listener asked for it
     * @throws ArithmeticException if the loss is no longer finite
     * @throws PotentialException if the potential of mean force does not keep the beads together
     * @throws IllegalArgumentException if the beads are not the frames', or there are too few frames
     */
    public static ConformerModel train(
            ForceFrames frames, Beads beads, BeadTrainingSettings settings, TrainingListener listener)
            throws PotentialException {
        Trainer.requireEnough(frames);
        requireFit(frames, beads);
        double[] positions = positions(frames, beads);
        BeadBonds bonds = new BeadBonds(beads.size(), beads.graph().bonds());
        listener.onStage("training an energy of the beads by diffusion");
        DiffusionTrainer trainer =
                DiffusionTrainer.ofBeads(PointSource.of(positions, 3 * beads.size()), bonds, settings.diffusion());
        if (settings.forceWeight() > 0) {
            trainer = trainer.withForces(
                    new ForceLabels(positions, gradients(frames, beads, settings), settings.forceWeight()));
        }
        EnergyDiffusion diffusion = trainer.run(new Watch(settings.diffusion().experts(), listener));
        if (InternalCoordinates.describe(beads.graph())) {
            listener.onStage("contrasting the energy with a density in closed form");
            KnownDensity known = KnownDensity.of(ConformerDensity.fit(beads.graph(), positions));
            diffusion = EnergyContrast.contrast(diffusion, positions, known, settings.contrast(), listener::cancelled);
        }
        BeadPotential potential = new BeadPotential(diffusion, beads.atoms(), settings.temperature());
        TrainingSettings training = TrainingSettings.ofPotential()
                .withTemperature(settings.temperature())
                .withSeed(settings.seed());
        List<double[]> starts = starts(positions, 3 * beads.size());
        ConformerModel model = settings.drawSteps() > 0
                ? ofDiffusion(potential, beads, starts, settings.drawSteps(), training)
                : inOnePass(potential, beads, starts, training, listener);
        return model.withFrames(FramesDigest.sha256(frames), frames.size());
    }

    private static ConformerModel inOnePass(
            BeadPotential potential,
            Beads beads,
            List<double[]> starts,
            TrainingSettings training,
            TrainingListener listener)
            throws PotentialException {
        try {
            return ModelTraining.train(potential, beads.graph(), starts, training, listener);
        } catch (BrokenWalkersException e) {
            throw new PotentialException(
                    "the potential of mean force does not keep the beads together (" + e.getMessage()
                            + "); more steps of training or more frames may help",
                    e);
        }
    }

    private static ConformerModel ofDiffusion(
            BeadPotential potential, Beads beads, List<double[]> starts, int steps, TrainingSettings training) {
        return new ConformerModel(
                beads.graph(),
                starts.get(0),
                beads.graph().meanBondLengths(starts),
                new DiffusionGenerator(potential.diffusion(), steps),
                RotamerStates.single(),
                potential,
                training.withEquilibrium(null),
                new Provenance(
                        Provenance.currentVersion(), Backend.current().describe(), null, 0, null, null, List.of()));
    }

    /** Some frames, evenly among all. */
    private static List<double[]> starts(double[] positions, int numbers) {
        int frames = positions.length / numbers;
        int every = Math.max(1, frames / MOST_STARTS);
        return IntStream.range(0, Math.min(MOST_STARTS, frames))
                .mapToObj(i -> Arrays.copyOfRange(positions, i * every * numbers, (i * every + 1) * numbers))
                .toList();
    }

    /** Tells of the networks one after the other. */
    private record Watch(List<ExpertSettings> experts, TrainingListener listener) implements DiffusionListener {
        @Override
        public void onProgress(int expert, int step, double denoising, double residual) {
            double all = experts.stream().mapToDouble(ExpertSettings::steps).sum();
            double before = experts.subList(0, expert).stream()
                    .mapToDouble(ExpertSettings::steps)
                    .sum();
            listener.onPart((before + step) / all, String.format(Locale.ROOT, "loss %.4g", denoising));
        }

        @Override
        public boolean cancelled() {
            return listener.cancelled();
        }
    }

    private static void requireFit(ForceFrames frames, Beads beads) {
        int[] numbers = frames.atomicNumbers();
        int[] expected = beads.graph().atomicNumbers();
        for (int i = 0; i < expected.length; i++) {
            int atom = beads.atoms()[i];
            if (atom >= numbers.length || numbers[atom] != expected[i]) {
                throw new IllegalArgumentException("bead " + i + " is atom " + atom
                        + ", which is missing from the frames or another element there");
            }
        }
    }

    private static double[] positions(ForceFrames frames, Beads beads) {
        return ofFrames(frames.size(), frame -> beads.positions(frames.positions(frame)));
    }

    /** Forces on the beads over k_BT, 1/Å. */
    private static double[] gradients(ForceFrames frames, Beads beads, BeadTrainingSettings settings) {
        double thermal = PhysicalConstants.BOLTZMANN * settings.temperature();
        return ofFrames(frames.size(), frame -> Arrays.stream(beads.forces(frames.forces(frame)))
                .map(force -> force / thermal)
                .toArray());
    }

    private static double[] ofFrames(int frames, IntFunction<double[]> numbers) {
        return IntStream.range(0, frames)
                .mapToObj(numbers)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
