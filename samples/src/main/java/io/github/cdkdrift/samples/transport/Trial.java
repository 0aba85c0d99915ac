package io.github.cdkdrift.samples.transport;

import io.github.cdkdrift.drift.TransportSettings;
import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.evaluation.Evaluation;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.EvaluationSettings;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.ConformerSampler;
import io.github.cdkdrift.model.ModelTraining;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.positives.EquilibriumReport;
import io.github.cdkdrift.positives.EquilibriumSettings;
import io.github.cdkdrift.training.NetworkSettings;
import io.github.cdkdrift.training.OptimiserSettings;
import io.github.cdkdrift.training.Trainer;
import io.github.cdkdrift.training.TrainingListener;
import io.github.cdkdrift.training.TrainingProgress;
import io.github.cdkdrift.training.TrainingSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Trains one generator with settings of one's choice and prints one line of what it is worth: {@code samples/run transport.Trial
 * TRAINING REFERENCE KELVIN [NAME=VALUE]…}, for example {@code steps=1500 width=192}.
 */
public final class Trial {
    private Trial() {}

    public static void main(String[] args) throws Exception {
        ForceFrames frames = ForceFrames.read(Path.of(args[0]));
        ForceFrames reference = ForceFrames.read(Path.of(args[1]));
        Map<String, String> options = new HashMap<>();
        Stream.of(args).skip(3).forEach(a -> options.put(a.split("=")[0], a.split("=")[1]));
        MolecularGraph graph = MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0));
        TrainingSettings settings = settings(options).withTemperature(Double.parseDouble(args[2]));
        Locale.setDefault(Locale.ROOT);
        long begun = System.nanoTime();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {
                if (progress.step() % 500 == 0) {
                    System.err.printf(
                            "%6.1f s  step %d  loss %.5f  width %.3f%n",
                            seconds(), progress.step(), progress.loss(), progress.widthRatio());
                }
            }

            @Override
            public void onStage(String stage) {
                System.err.printf("%6.1f s  %s%n", seconds(), stage);
            }

            private double seconds() {
                return (System.nanoTime() - begun) * 1e-9;
            }
        };
        Trainer trainer = new Trainer(frames, graph, settings, listener);
        double prepared = (System.nanoTime() - begun) * 1e-9;
        EquilibriumReport made = trainer.positives().report();
        System.err.println(made);
        if (made != null) {
            print(
                    "positives",
                    trainer.positives().positions(),
                    graph,
                    reference,
                    trainer.positives().energies(),
                    null,
                    null);
        }
        System.err.println(Arrays.toString(trainer.states().populations()));
        for (int s = 0; s < trainer.states().size(); s++) {
            System.err.println(trainer.states().describe(s));
        }
        ConformerModel model = ModelTraining.train(trainer, frames, graph, listener);
        double ready = (System.nanoTime() - begun) * 1e-9;
        ConformerSampler sampler = model.uncheckedSampler(7);
        int samples = Integer.parseInt(options.getOrDefault("samples", "20000"));
        List<Conformer> conformers =
                Stream.generate(sampler::next).limit(samples).toList();
        double[] positions = new double[samples * 3 * graph.atoms()];
        for (int i = 0; i < samples; i++) {
            System.arraycopy(conformers.get(i).positions(), 0, positions, i * 3 * graph.atoms(), 3 * graph.atoms());
        }
        double[] energies = new double[samples];
        if (model.potential() != null) {
            model.potential().evaluate(positions, samples, energies, new double[positions.length]);
        }
        double[] ofReference = new double[reference.size()];
        double[] all = new double[reference.size() * 3 * graph.atoms()];
        for (int i = 0; i < reference.size(); i++) {
            System.arraycopy(reference.positions(i), 0, all, i * 3 * graph.atoms(), 3 * graph.atoms());
        }
        if (model.potential() != null) {
            model.potential().evaluate(all, reference.size(), ofReference, new double[all.length]);
        }
        print(
                String.format("%s prepared %.1f s ready %.1f s", options, prepared, ready),
                positions,
                graph,
                reference,
                energies,
                ofReference,
                frames);
    }

    private static void print(
            String title,
            double[] positions,
            MolecularGraph graph,
            ForceFrames reference,
            double[] energies,
            double[] ofReference,
            ForceFrames frames) {
        int stride = 3 * graph.atoms();
        List<Conformer> conformers = java.util.stream.IntStream.range(0, positions.length / stride)
                .mapToObj(i -> new Conformer(Arrays.copyOfRange(positions, i * stride, (i + 1) * stride), Map.of()))
                .toList();
        EvaluationReport report = Evaluation.evaluate(
                new ConformerEnsemble(graph, conformers),
                reference.ensemble(graph),
                reference.ensemble(graph),
                EvaluationSettings.defaults().withFloorRepeats(1).withCoverage(10, 0.5));
        StringBuilder line = new StringBuilder(title);
        for (Metric metric : List.of(
                Metric.TVD,
                Metric.PAIR_TVD,
                Metric.BOND_MAE,
                Metric.WIDTH_RATIO,
                Metric.BOND_STABILITY,
                Metric.TORSION_JSD)) {
            line.append(String.format("  %s %.4f", metric, report.get(metric).orElse(Double.NaN)));
        }
        for (int[] rotor : graph.rotors()) {
            line.append(String.format(
                    "  trans %.3f (%.3f)",
                    trans(conformers, rotor), trans(reference.ensemble(graph).conformers(), rotor)));
        }
        line.append("  E ").append(quantiles(energies));
        if (ofReference != null) {
            line.append(" ref ").append(quantiles(ofReference));
        }
        System.out.println(line);
    }

    private static double trans(List<Conformer> conformers, int[] rotor) {
        return conformers.stream()
                        .filter(c -> Math.abs(Torsion.degrees(c.positions(), rotor)) > 120)
                        .count()
                / (double) conformers.size();
    }

    private static String quantiles(double[] energies) {
        double[] sorted = energies.clone();
        Arrays.sort(sorted);
        StringBuilder text = new StringBuilder();
        for (double q : new double[] {0.01, 0.25, 0.5, 0.75, 0.99}) {
            text.append(String.format("%.1f/", sorted[(int) (q * (sorted.length - 1))] - sorted[0] * 0 - -97000 * 0));
        }
        return text.toString();
    }

    private static TrainingSettings settings(Map<String, String> o) {
        TrainingSettings d = TrainingSettings.defaults();
        TransportSettings t = d.transport();
        EquilibriumSettings e = d.equilibrium();
        OptimiserSettings p = d.optimiser();
        NetworkSettings n = d.network();
        return d.withTransport(new TransportSettings(
                        i(o, "directions", t.directions()),
                        i(o, "bank", t.directionBank()),
                        i(o, "states", t.states()),
                        f(o, "moments", t.moments()),
                        f(o, "energy", t.energy()),
                        f(o, "energyFrom", t.energyFrom()),
                        i(o, "energyInterval", t.energyInterval())))
                .withEquilibrium(new EquilibriumSettings(
                        e.fit().withFrames(i(o, "labels", e.fit().frames())),
                        i(o, "walkers", e.walkers()),
                        f(o, "dt", e.timeStep()),
                        f(o, "friction", e.friction()),
                        i(o, "equilibration", e.equilibration()),
                        i(o, "md", e.steps()),
                        i(o, "stride", e.stride()),
                        i(o, "jumps", e.jumpInterval())))
                .withOptimiser(new OptimiserSettings(
                        i(o, "steps", p.steps()),
                        i(o, "batch", p.batch()),
                        1,
                        f(o, "rate", p.learningRate()),
                        f(o, "ema", p.averagingDecay())))
                .withNetwork(new NetworkSettings(
                        i(o, "noise", n.noise()), i(o, "width", n.width()), i(o, "layers", n.hiddenLayers())))
                .withSeed(i(o, "seed", 0));
    }

    private static int i(Map<String, String> options, String name, int standard) {
        return Integer.parseInt(options.getOrDefault(name, String.valueOf(standard)));
    }

    private static double f(Map<String, String> options, String name, double standard) {
        return Double.parseDouble(options.getOrDefault(name, String.valueOf(standard)));
    }
}
