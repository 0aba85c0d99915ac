package io.github.cdkdrift.cli;

import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.dynamics.TrajectoryBlock;
import io.github.cdkdrift.dynamics.TrajectoryLog;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.ExtendedXyzWriter;
import io.github.cdkdrift.io.LabelledFrame;
import io.github.cdkdrift.model.ConformerModel;
import io.github.cdkdrift.model.RunFields;
import io.github.cdkdrift.molecule.RecordData;
import io.github.cdkdrift.simulation.ModelSimulation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openscience.cdk.exception.CDKException;

/** Writes what a simulation gave: frames with energies and forces, and torsions in the course of time, walker after walker. */
final class TrajectoryFiles {
    private static final Pattern KNOWN_FORMAT = Pattern.compile("(?i).*\\.(npz|(ext)?xyz(\\.gz)?)");
    private static final int DIGITS = 4;

    private final ConformerModel model;
    private final SimulationSettings settings;
    private final TrajectoryLog log;
    private final int stride;

    TrajectoryFiles(ConformerModel model, SimulationSettings settings, TrajectoryLog log) {
        this.model = model;
        this.settings = settings;
        this.log = log;
        stride = 3 * model.graph().atoms();
    }

    static void requireKnown(Path output) throws UsageException {
        if (!KNOWN_FORMAT.matcher(output.toString()).matches()) {
            throw UsageException.value(
                    CommonOptions.OUTPUT, output, "a name that ends with .npz, .extxyz, .xyz, .extxyz.gz or .xyz.gz");
        }
    }

    /** How many frames are whole. */
    long frames() {
        long frames = 0;
        for (int number = 1; number < log.size(); number++) {
            TrajectoryBlock block = log.get(number);
            for (int walker = 0; walker < settings.walkers(); walker++) {
                frames += block.isBroken(walker) ? 0 : 1;
            }
        }
        return frames;
    }

    /** Writes the frames; as npz all of them are kept in memory. */
    void write(Path output) throws IOException, CDKException {
        if (output.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
            writeNpz(output);
            return;
        }
        Map<String, String> texts =
                new LinkedHashMap<>(RunFields.of(model.potential().name(), settings.temperature(), settings.seed()));
        try (ExtendedXyzWriter writer = ExtendedXyzWriter.open(output, texts)) {
            for (int walker = 0; walker < settings.walkers(); walker++) {
                for (int number = 1; number < log.size(); number++) {
                    TrajectoryBlock block = log.get(number);
                    if (!block.isBroken(walker)) {
                        writer.write(frame(block, walker), new RecordData("", place(walker, number)));
                    }
                }
            }
            writer.commit();
        }
    }

    private LabelledFrame frame(TrajectoryBlock block, int walker) {
        return new LabelledFrame(
                model.graph().atomicNumbers(),
                Arrays.copyOfRange(block.positions(), walker * stride, (walker + 1) * stride),
                Arrays.copyOfRange(block.forces(), walker * stride, (walker + 1) * stride),
                OptionalDouble.of(block.energies()[walker]));
    }

    private Map<String, String> place(int walker, int number) {
        Map<String, String> place = new LinkedHashMap<>();
        place.put("walker", String.valueOf(walker + 1));
        place.put("time_ps", time((long) number * settings.frameSteps()));
        return place;
    }

    private String time(long steps) {
        return BigDecimal.valueOf(steps * settings.timeStep() / 1000)
                .setScale(DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void writeNpz(Path output) throws IOException, CDKException {
        int count = Math.toIntExact(frames());
        double[] positions = new double[count * stride];
        double[] forces = new double[count * stride];
        double[] energies = new double[count];
        int at = 0;
        for (int walker = 0; walker < settings.walkers(); walker++) {
            for (int number = 1; number < log.size(); number++) {
                TrajectoryBlock block = log.get(number);
                if (!block.isBroken(walker)) {
                    System.arraycopy(block.positions(), walker * stride, positions, at * stride, stride);
                    System.arraycopy(block.forces(), walker * stride, forces, at * stride, stride);
                    energies[at++] = block.energies()[walker];
                }
            }
        }
        ForceFrames.of(model.graph().atomicNumbers(), positions, forces, energies)
                .withPotential(model.potential().name())
                .write(output);
    }

    /** Writes the torsions as a table: walker, time in ps, degrees of each; none of a walker from where it broke on. */
    void writeTorsions(Path output) throws IOException {
        List<int[]> torsions = ModelSimulation.torsions(model.graph());
        try (AtomicFile file = AtomicFile.create(output);
                BufferedWriter writer =
                        new BufferedWriter(new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8))) {
            writer.write("walker\ttime_ps"
                    + torsions.stream()
                            .map(torsion -> "\t" + ModelSimulation.name(model.graph(), torsion))
                            .collect(Collectors.joining())
                    + "\n");
            for (int walker = 0; walker < settings.walkers(); walker++) {
                for (int number = 1; number < log.size(); number++) {
                    rows(log.get(number), walker, torsions.size(), writer);
                }
            }
            writer.flush();
            file.commit();
        }
    }

    private void rows(TrajectoryBlock block, int walker, int torsions, BufferedWriter writer) throws IOException {
        for (int observation = 0; observation < settings.observations(); observation++) {
            int at = (observation * settings.walkers() + walker) * torsions;
            if (torsions > 0 && Float.isNaN(block.torsions()[at])) {
                return;
            }
            long steps =
                    (block.number() - 1L) * settings.frameSteps() + (observation + 1L) * settings.observationSteps();
            StringBuilder row =
                    new StringBuilder().append(walker + 1).append('\t').append(time(steps));
            for (int torsion = 0; torsion < torsions; torsion++) {
                row.append(String.format(Locale.ROOT, "\t%.2f", block.torsions()[at + torsion]));
            }
            writer.write(row.append('\n').toString());
        }
    }
}
