package io.github.cdkdrift.samples.paper;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.github.cdkdrift.backend.Backend;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.labelling.Labelling;
import io.github.cdkdrift.labelling.LabellingSettings;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.SymmetryOperation;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.FitSolution;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialFit;
import io.github.cdkdrift.potential.Potentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Time, memory and force error of fits to MMFF94's forces: {@code samples/run paper.FitSize [MOLECULE:LABELS[:MEBIBYTES]]…}
 * measures the sizes named, with so much memory for the matrices where it is given, and writes {@code fit-size.md} and {@code
 * fit-size.json}; other lines keep what the JSON file has. Labels are chosen among 2,000 frames at 500 K as the default chooses
 * them; errors are those on 500 frames of another run. Peak memory needs Linux.
 */
public final class FitSize {
    private static final Path FOLDER = Path.of("samples/results");
    private static final int FRAMES = 2000;
    private static final int UNSEEN = 500;
    private static final int WALKERS = 16;
    private static final int MOST_OPERATIONS = 48;
    private static final int[] LABELS = {150, 500, 1000};
    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

    private enum Molecule {
        ETHANOL("ethanol", 9, "CCO"),
        PROPANEDIOL("propane-1,2-diol", 13, "CC(O)CO"),
        ASPIRIN("aspirin", 21, "CC(=O)Oc1ccccc1C(=O)O"),
        MEXILETINE("mexiletine", 30, "CC(N)COc1c(C)cccc1C");

        private final String title;
        private final int atoms;
        private final String smiles;

        Molecule(String title, int atoms, String smiles) {
            this.title = title;
            this.atoms = atoms;
            this.smiles = smiles;
        }

        MolecularGraph graph() throws CDKException {
            IAtomContainer molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
            AtomContainerManipulator.convertImplicitToExplicitHydrogens(molecule);
            return MolecularGraph.of(molecule);
        }
    }

    /**
     * @param peakMebibytes of the process, from the fit's begin to its end; 0 where the system does not say
     * @param forceError mean absolute error on unseen frames, kcal/mol/Å
     * @param forceScale mean absolute force of unseen frames, kcal/mol/Å
     */
    private record Point(
            Molecule molecule,
            int labels,
            int permutations,
            FitSolution solution,
            double seconds,
            long peakMebibytes,
            double forceError,
            double forceScale,
            String conditions,
            String command) {}

    private record Points(List<Point> points) {}

    private FitSize() {}

    public static void main(String[] args) throws Exception {
        Path json = Files.createDirectories(FOLDER).resolve("fit-size.json");
        for (String size : args.length > 0 ? List.of(args) : List.of("ethanol:150")) {
            String[] parts = size.split(":");
            Molecule molecule = Arrays.stream(Molecule.values())
                    .filter(candidate -> candidate.title.equals(parts[0]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no molecule " + parts[0]));
            long memory = parts.length > 2 ? Long.parseLong(parts[2]) << 20 : 0;
            Point point = measure(
                    molecule,
                    FitSettings.defaults()
                            .withFrames(Integer.parseInt(parts[1]))
                            .withMemory(memory),
                    "samples/run paper.FitSize " + size);
            Points points = with(read(json), point);
            Files.writeString(json, GSON.toJson(points) + "\n");
            Files.writeString(FOLDER.resolve("fit-size.md"), markdown(points));
            System.err.printf(Locale.ROOT, "%s: %.0f s, force error %.3f%n", size, point.seconds(), point.forceError());
        }
        System.out.println(Files.readString(FOLDER.resolve("fit-size.md")));
    }

    private static Point measure(Molecule molecule, FitSettings settings, String command) throws Exception {
        MolecularGraph graph = molecule.graph();
        List<double[]> starts = StartGeometries.of(graph, WALKERS, 0);
        Potential labels = Potentials.of("mmff94", graph, starts.get(0));
        LabellingSettings labelling = LabellingSettings.defaults().plain();
        ForceFrames frames = frames(graph, labels, starts, labelling.withFrames(FRAMES));
        ForceFrames unseen =
                frames(graph, labels, starts, labelling.withFrames(UNSEEN).withSeed(1000));
        int[][] permutations = graph.symmetryOperations(frames.positions(0), MOST_OPERATIONS).stream()
                .map(SymmetryOperation::permutation)
                .distinct()
                .toArray(int[][]::new);
        resetPeak();
        long begin = System.nanoTime();
        PotentialFit fit = PotentialFit.of(frames, permutations, settings);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Point(
                molecule,
                settings.frames(),
                permutations.length,
                fit.solution(),
                seconds,
                peak(),
                LearningCurve.forceError(fit.potential(), unseen),
                meanForce(unseen),
                Backend.current().describe(),
                command);
    }

    private static ForceFrames frames(
            MolecularGraph graph, Potential potential, List<double[]> starts, LabellingSettings settings)
            throws CDKException {
        return Labelling.of(graph, potential, starts, settings.withWalkers(WALKERS), evaluations -> {})
                .frames();
    }

    private static double meanForce(ForceFrames frames) {
        double sum = 0;
        for (int i = 0; i < frames.size(); i++) {
            sum += Arrays.stream(frames.forces(i)).map(Math::abs).average().orElseThrow() / frames.size();
        }
        return sum;
    }

    /** Linux counts the largest resident memory anew. */
    private static void resetPeak() throws IOException {
        Path reset = Path.of("/proc/self/clear_refs");
        if (Files.isWritable(reset)) {
            Files.writeString(reset, "5");
        }
    }

    private static long peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }

    private static Points read(Path json) throws IOException {
        return Files.exists(json) ? GSON.fromJson(Files.readString(json), Points.class) : new Points(List.of());
    }

    private static Points with(Points points, Point point) {
        return new Points(Stream.concat(points.points().stream().filter(old -> !isSame(old, point)), Stream.of(point))
                .toList());
    }

    private static boolean isSame(Point a, Point b) {
        return a.molecule() == b.molecule()
                && a.labels() == b.labels()
                && a.solution().isDirect() == b.solution().isDirect();
    }

    private static String markdown(Points points) {
        StringBuilder text = new StringBuilder(
                "Fits to MMFF94's forces, labels chosen among 2,000 frames at 500 K, errors on 500 frames of another run. Seconds are"
                        + " those of the whole fit: the choice of labels and of the kernel's width, and the solution. Matrices: what the"
                        + " solution's largest arrays take; peak: resident memory of the whole process meanwhile, Java included. The residual"
                        + " is ‖f − (K + λI)α‖/‖f‖. Molecules of more than 48 symmetry operations are fitted without. The machine did other work at"
                        + " the same time: seconds are upper bounds.\n\n"
                        + "| molecule | atoms | labels | permutations | unknowns | solution | residual | s | matrices, MiB | peak, MiB |"
                        + " force error, kcal/mol/Å (mean force) |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Molecule molecule : Molecule.values()) {
            for (int labels : LABELS) {
                List<Point> found = points.points().stream()
                        .filter(point -> point.molecule() == molecule && point.labels() == labels)
                        .toList();
                found.forEach(point -> text.append(row(point)));
                if (found.isEmpty()) {
                    text.append(String.format(
                            Locale.ROOT,
                            "| %s | %d | %,d | | %,d | not measured | | | | | |%n",
                            molecule.title,
                            molecule.atoms,
                            labels,
                            3 * molecule.atoms * labels));
                }
            }
        }
        text.append("\nMade by:\n\n");
        points.points()
                .forEach(point -> text.append("- `" + point.command() + "` (").append(point.conditions() + ")\n"));
        return text.toString();
    }

    private static String row(Point point) {
        FitSolution solution = point.solution();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %d | %,d | %s | %.0e | %.0f | %,d | %s | %.3f (%.1f) |%n",
                point.molecule().title,
                point.molecule().atoms,
                point.labels(),
                point.permutations(),
                solution.unknowns(),
                solution.isDirect()
                        ? "direct"
                        : String.format(
                                Locale.ROOT, "%,d iterations, rank %,d", solution.iterations(), solution.rank()),
                solution.residual(),
                point.seconds(),
                solution.bytes() >> 20,
                Optional.of(point.peakMebibytes())
                        .filter(peak -> peak > 0)
                        .map(peak -> String.format(Locale.ROOT, "%,d", peak))
                        .orElse(""),
                point.forceError(),
                point.forceScale());
    }
}
