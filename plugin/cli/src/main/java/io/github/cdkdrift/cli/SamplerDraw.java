package io.github.cdkdrift.cli;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.MoleculeTraining;
import io.github.cdkdrift.conformer.SampledConformers;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.util.Optional;
import org.openscience.cdk.exception.CDKException;

/** Conformers as the sampler has them: no network is trained. */
final class SamplerDraw {
    /** Conformers are taken from so many times as many samples, so that hardly any two are neighbours in time. */
    private static final int SAMPLES_EACH = 16;

    private final GenerateSettings settings;
    private final Console console;

    SamplerDraw(GenerateSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    DrawnMolecule of(GenerateJob job) throws IOException, CDKException {
        try (TrainingWatch watch = new TrainingWatch(console, job.name())) {
            MoleculeTraining training = DriftingConformerGenerator.forMolecule(
                            job.molecule().orElseThrow())
                    .withPotential(settings.potential())
                    .withLabels(settings.labels().settings())
                    .withLabelFile(settings.labels().file(job.name()))
                    .withSettings(enough(settings.training()))
                    .withRestraints(settings.restraints(job.graph()))
                    .withListener(watch);
            SampledConformers sampled = training.sample();
            ConformerEnsemble taken =
                    sampled.take(settings.count(), settings.training().seed());
            return new DrawnMolecule(
                    new ConformerEnsemble(job.graph(), taken.conformers()),
                    DrawnMolecule.effectiveSamples(sampled.report()),
                    Optional.empty(),
                    sampled.report(),
                    sampled.potential(),
                    taken.conformers().get(0).positions(),
                    sampled.report().potential(),
                    false,
                    sampled.calls());
        }
    }

    private TrainingSettings enough(TrainingSettings training) {
        EquilibriumSettings sampling = training.equilibrium();
        int samples = (int) Math.min(Integer.MAX_VALUE, (long) SAMPLES_EACH * settings.count());
        return training.withEquilibrium(
                sampling.withEnsemble(sampling.ensemble().withSamplesAtMost(samples)));
    }
}
