package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.io.AtomicFile;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.labelling.Labelling;
import io.github.cdkdrift.labelling.LabellingSettings;
import io.github.cdkdrift.labelling.StartGeometries;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.Potentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.geometry.GeometryUtil;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/** {@code cdkdrift label}. */
final class LabelCommand implements Subcommand {
    private static final String POTENTIAL = "potential";
    private static final String TEMPERATURE = "temperature";
    private static final String FRAMES = "frames";
    private static final String WALKERS = "walkers";
    private static final String STRIDE = "stride";
    private static final Pattern KNOWN_FORMAT = Pattern.compile("(?i).*\\.(npz|(ext)?xyz(\\.gz)?)");
    private static final LabellingSettings DEFAULTS = LabellingSettings.defaults();

    @Override
    public String name() {
        return "label";
    }

    @Override
    public String summary() {
        return "make frames with forces from a structure";
    }

    @Override
    public List<String> operands() {
        return List.of("MOLECULE");
    }

    @Override
    public String requiredOptions() {
        return "--potential NAME -o FRAMES";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(valued(POTENTIAL, "NAME", String.join(", ", Potentials.choices())));
        options.addOption(
                CommonOptions.output("FRAMES", "the file to write: .npz, .extxyz or .xyz, the latter also with .gz"));
        options.addOption(valued(
                TEMPERATURE, "K", String.format(Locale.ROOT, "of the dynamics, K (%.0f)", DEFAULTS.temperature())));
        options.addOption(valued(FRAMES, "N", "how many frames (" + DEFAULTS.frames() + ")"));
        options.addOption(
                valued(WALKERS, "N", "independent copies, begun in different rotamers (" + DEFAULTS.walkers() + ")"));
        options.addOption(
                valued(STRIDE, "N", "steps of 0.5 fs between two frames of a walker (" + DEFAULTS.stride() + ")"));
        options.addOption(valued(CommonOptions.SEED, "N", "seed of the random numbers (" + DEFAULTS.seed() + ")"));
        return options;
    }

    @Override
    public String remarks() {
        return "MOLECULE: a file (.sdf, .mol, .xyz, .extxyz, .cml) or a SMILES. gfn2, gfn1 and gfnff need libxtb (Debian:"
                + " libxtb6).\n"
                + "Example: cdkdrift label CCO --potential gfn2 -o ethanol.extxyz";
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        Path output = arguments.requiredFile(CommonOptions.OUTPUT);
        String choice =
                arguments.text(POTENTIAL).orElseThrow(() -> new UsageException("missing option --" + POTENTIAL));
        LabellingSettings settings = settings(arguments);
        if (!KNOWN_FORMAT.matcher(output.toString()).matches()) {
            throw UsageException.value(
                    CommonOptions.OUTPUT, output, "a name that ends with .npz, .extxyz, .xyz, .extxyz.gz or .xyz.gz");
        }
        AtomicFile.create(output).close();
        IAtomContainer molecule = EnsembleFiles.readMolecule(arguments.word(0));
        MolecularGraph graph = MolecularGraph.of(molecule);
        List<double[]> starts = starts(molecule, graph, settings);
        Labelling labelling;
        try (Potential potential = Potentials.of(choice, graph, starts.get(0));
                Progress progress = new Progress(console, "labelling", 0, settings.evaluations())) {
            console.say(graph.formula() + ", " + potential.name());
            labelling = Labelling.of(
                    graph,
                    potential,
                    starts,
                    settings,
                    done -> progress.at(Math.min(done, settings.evaluations()), ""));
        }
        labelling.frames().write(output);
        console.say(String.format(
                Locale.ROOT,
                "wrote %,d frames to %s (start geometries: %d, broken walkers: %d)",
                labelling.frames().size(),
                output,
                labelling.minima().size(),
                labelling.broken()));
    }

    private static LabellingSettings settings(Arguments arguments) throws UsageException {
        return DEFAULTS.withTemperature(
                        arguments.decimal(TEMPERATURE, DEFAULTS.temperature(), "a number above 0", k -> k > 0))
                .withFrames(arguments.integer(FRAMES, DEFAULTS.frames(), 1))
                .withWalkers(arguments.integer(WALKERS, DEFAULTS.walkers(), 1))
                .withSteps(DEFAULTS.equilibration(), arguments.integer(STRIDE, DEFAULTS.stride(), 1))
                .withSeed(arguments.seed(DEFAULTS.seed()));
    }

    /** What the file holds comes first; a molecule that no rotamer can be made of has that alone. */
    private static List<double[]> starts(IAtomContainer molecule, MolecularGraph graph, LabellingSettings settings)
            throws CDKException {
        List<double[]> starts = new ArrayList<>();
        if (GeometryUtil.has3DCoordinates(molecule)) {
            starts.add(StreamSupport.stream(molecule.atoms().spliterator(), false)
                    .map(IAtom::getPoint3d)
                    .flatMapToDouble(point -> DoubleStream.of(point.x, point.y, point.z))
                    .toArray());
        }
        try {
            starts.addAll(StartGeometries.of(graph, settings.walkers(), settings.seed()));
        } catch (CDKException e) {
            if (starts.isEmpty()) {
                throw e;
            }
        }
        return starts;
    }
}
