package io.github.cdkdrift.model;

import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.generator.WellNetwork;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.CountedPotential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialCalls;
import io.github.cdkdrift.potential.PotentialException;
import io.github.cdkdrift.rotamer.RotamerStates;
import io.github.cdkdrift.training.EnergyPlan;
import io.github.cdkdrift.training.EnergyTrainer;
import io.github.cdkdrift.training.EnergyTrainingSettings;
import io.github.cdkdrift.training.MolecularEnergy;
import io.github.cdkdrift.training.NetworkSettings;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingProgress;
import io.github.cdkdrift.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;

/** Trains a generator of one well of a molecule from the potential's energies alone, and packs it into a model. */
final class WellTraining {
    private final Potential potential;
    private final MolecularGraph graph;
    private final EnergyPlan plan;
    private final TrainingSettings settings;
    private final TrainingListener listener;
    private final List<TrainingProgress> curve = new ArrayList<>();

    WellTraining(
            Potential potential,
            MolecularGraph graph,
            EnergyPlan plan,
            TrainingSettings settings,
            TrainingListener listener) {
        this.potential = potential;
        this.graph = graph;
        this.plan = plan;
        this.settings = settings;
        this.listener = listener;
    }

    ConformerModel train(double[] start) throws PotentialException {
        CountedPotential counted = new CountedPotential(potential);
        listener.onStage("finding the well of " + potential.name() + " around the start");
        MolecularEnergy energy = MolecularEnergy.of(counted, graph, start, settings.temperature());
        long found = counted.calls();
        int dimensions = energy.dimensions();
        NetworkSettings network = settings.network().withNoise(dimensions);
        EnergyTrainingSettings ofWell =
                new EnergyTrainingSettings(plan.drift(), network, 1, true, settings.optimiser(), settings.seed());
        listener.onStage("training from energies alone, without target samples");
        EnergyTrainer trainer = new EnergyTrainer(energy, new float[dimensions], ofWell);
        double[] minimum = energy.geometries(new double[dimensions])[0];
        return new ConformerModel(
                graph,
                minimum,
                graph.meanBondLengths(List.of(minimum)),
                new WellNetwork(trainer.run(recorder()).network(), energy.well()),
                RotamerStates.single(),
                potential,
                settings.withNetwork(network),
                new Provenance(
                        Provenance.currentVersion(),
                        Backend.current().describe(),
                        null,
                        0,
                        null,
                        new PotentialCalls(found, 0, 0, counted.calls() - found, 0),
                        curve));
    }

    private TrainingListener recorder() {
        return new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {
                curve.add(progress);
                listener.onProgress(progress);
            }

            @Override
            public boolean cancelled() {
                return listener.cancelled();
            }
        };
    }
}
