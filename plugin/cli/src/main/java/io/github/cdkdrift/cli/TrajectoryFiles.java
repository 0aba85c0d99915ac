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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openscience.cdk.exception.CDKException;

/** Writes what a simulation gave: frames with energies and forces, and torsions in the course of time, walker after walker. */
final class TrajectoryFiles {
    private static final int DIGITS = 4;
    private static final long MOST_BYTES = 64 << 20;

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
        FrameConversion.requireWritable(CommonOptions.OUTPUT, output);
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
            long each = 2L * Double.BYTES * stride * log.size();
            for (int from = 0; from < settings.walkers(); from += together(each)) {
                int to = Math.min(settings.walkers(), from + together(each));
                List<List<LabelledFrame>> ofWalkers = lists(to - from);
                for (int number = 1; number < log.size(); number++) {
                    TrajectoryBlock block = log.get(number);
                    for (int walker = from; walker < to; walker++) {
                        if (!block.isBroken(walker)) {
                            ofWalkers.get(walker - from).add(frame(block, walker));
                        }
                    }
                }
                for (int walker = from; walker < to; walker++) {
                    List<LabelledFrame> frames = ofWalkers.get(walker - from);
                    for (int i = 0; i < frames.size(); i++) {
                        writer.write(frames.get(i), new RecordData("", place(walker, i + 1)));
                    }
                }
            }
            writer.commit();
        }
    }

    /**
     * Walkers that one pass over the log is for, since each pass reads all of it.
     *
     * @param each bytes that a walker takes
     */
    private static int together(long each) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, MOST_BYTES / Math.max(1, each)));
    }

    private static <T> List<List<T>> lists(int count) {
        return Stream.generate(() -> (List<T>) new ArrayList<T>()).limit(count).toList();
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
        int[] whole = new int[settings.walkers()];
        for (int number = 1; number < log.size(); number++) {
            TrajectoryBlock block = log.get(number);
            for (int walker = 0; walker < whole.length; walker++) {
                whole[walker] += block.isBroken(walker) ? 0 : 1;
            }
        }
        // Who broke stays broken, so that a walker's frames are its first ones.
        int[] first = new int[whole.length];
        for (int walker = 1; walker < whole.length; walker++) {
            first[walker] = Math.addExact(first[walker - 1], whole[walker - 1]);
        }
        int count = first[whole.length - 1] + whole[whole.length - 1];
        double[] positions = new double[Math.multiplyExact(count, stride)];
        double[] forces = new double[positions.length];
        double[] energies = new double[count];
        for (int number = 1; number < log.size(); number++) {
            TrajectoryBlock block = log.get(number);
            for (int walker = 0; walker < whole.length; walker++) {
                if (number <= whole[walker]) {
                    int at = first[walker] + number - 1;
                    System.arraycopy(block.positions(), walker * stride, positions, at * stride, stride);
                    System.arraycopy(block.forces(), walker * stride, forces, at * stride, stride);
                    energies[at] = block.energies()[walker];
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
            long each = (long) Float.BYTES * settings.observations() * torsions.size() * log.size();
            for (int from = 0; from < settings.walkers(); from += together(each)) {
                int to = Math.min(settings.walkers(), from + together(each));
                List<List<float[]>> ofWalkers = lists(to - from);
                for (int number = 1; number < log.size(); number++) {
                    float[] observed = log.get(number).torsions();
                    for (int walker = from; walker < to; walker++) {
                        ofWalkers.get(walker - from).add(of(walker, observed, torsions.size()));
                    }
                }
                for (int walker = from; walker < to; walker++) {
                    for (int i = 0; i < log.size() - 1; i++) {
                        rows(ofWalkers.get(walker - from).get(i), i, walker, torsions.size(), writer);
                    }
                }
            }
            writer.flush();
            file.commit();
        }
    }

    /** What was observed of a walker in a block, [observations · torsions]. */
    private float[] of(int walker, float[] observed, int torsions) {
        float[] own = new float[settings.observations() * torsions];
        for (int observation = 0; observation < settings.observations(); observation++) {
            int at = (observation * settings.walkers() + walker) * torsions;
            System.arraycopy(observed, at, own, observation * torsions, torsions);
        }
        return own;
    }

    private void rows(float[] degrees, long intervals, int walker, int torsions, BufferedWriter writer)
            throws IOException {
        for (int observation = 0; observation < settings.observations(); observation++) {
            int at = observation * torsions;
            if (torsions > 0 && Float.isNaN(degrees[at])) {
                return;
            }
            long steps = intervals * settings.frameSteps() + (observation + 1L) * settings.observationSteps();
            StringBuilder row =
                    new StringBuilder().append(walker + 1).append('\t').append(time(steps));
            for (int torsion = 0; torsion < torsions; torsion++) {
                row.append(String.format(Locale.ROOT, "\t%.2f", degrees[at + torsion]));
            }
            writer.write(row.append('\n').toString());
        }
    }
}
