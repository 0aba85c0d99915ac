package io.github.cdkdrift.cli;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.MoleculeTraining;
import io.github.cdkdrift.conformer.SampledConformers;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.io.IOException;
import java.util.Optional;
import org.openscience.cdk.exception.CDKException;

/** Conformers as the sampler has them: no network is trained. */
final class SamplerDraw {
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
                    .withSettings(settings.training())
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
}
