package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openscience.cdk.exception.CDKException;

/** Potentials by name, for a molecule. */
public final class Potentials {
    private static final String COMMAND = "command:";
    private static final String MODEL = ".npz";
    private static final List<String> BUILT_IN = List.of("mmff94", "mmff94s", "gfn2", "gfn1", "gfnff");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private Potentials() {}

    /** What {@link #of} understands, for help texts. */
    public static List<String> choices() {
        return Stream.of(
                        BUILT_IN.stream(),
                        providers().map(PotentialProvider::name),
                        Stream.of("MODEL.npz (sGDML)", "command:PROGRAM ARGUMENTS"))
                .flatMap(names -> names)
                .toList();
    }

    /**
     * The potential with a name; to be closed after use.
     *
     * @param choice {@code mmff94}, {@code mmff94s}, {@code gfn2}, {@code gfn1}, {@code gfnff}, the name of a {@link
     *     PotentialProvider} on the class path, an sGDML model's file ({@code .npz}), or {@code command:} and a program with its arguments (blanks part them; words may be quoted)
     * @param graph the molecule; its charge and unpaired electrons count for xTB
     * @param geometry one sensible geometry of it, [atoms · 3] Å
     * @throws CDKException if nothing has that name, or the potential cannot be had for this molecule
     * @throws IOException if the model's file cannot be read
     */
    public static Potential of(String choice, MolecularGraph graph, double[] geometry)
            throws IOException, CDKException {
        return PotentialChoice.of(choice).potential(graph, geometry);
    }

    /** A checked choice. */
    static Potential of(PotentialChoice choice, MolecularGraph graph, double[] geometry)
            throws IOException, CDKException {
        String name = choice.name();
        if (name.startsWith(COMMAND)) {
            return new CheckedPotential(
                    PotentialWorkers.start(choice.workers(), () -> external(name.substring(COMMAND.length()), graph)));
        }
        Optional<Path> file = file(name);
        if (file.isPresent()) {
            return model(file.get(), graph);
        }
        Optional<Mmff94Potential.Variant> forceField = forceField(name);
        if (forceField.isPresent()) {
            return Mmff94Potential.of(graph, forceField.get(), choice.dielectric());
        }
        Optional<XtbPotential.Method> xtb = xtb(name);
        return xtb.isPresent()
                ? PotentialWorkers.start(
                        choice.workers(),
                        () -> XtbPotential.of(
                                xtb.get(),
                                choice.solvent().orElse(""),
                                graph.atomicNumbers(),
                                geometry,
                                choice.chargeOf(graph),
                                choice.unpairedOf(graph)))
                : provided(name, graph, geometry);
    }

    /** Whether the potential itself is sampled, rather than a fit to labels of it. */
    static boolean isCheap(String name) {
        return forceField(name).isPresent()
                || file(name).isPresent()
                || providers()
                        .anyMatch(provider ->
                                provider.isCheap() && provider.name().equalsIgnoreCase(name));
    }

    static boolean isProgram(String name) {
        return name.startsWith(COMMAND);
    }

    /** The variant of MMFF94 with a name; empty for all others. */
    static Optional<Mmff94Potential.Variant> forceField(String name) {
        return Arrays.stream(Mmff94Potential.Variant.values())
                .filter(variant -> variant.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The method of xTB with a name; empty for all others. */
    static Optional<XtbPotential.Method> xtb(String name) {
        return Arrays.stream(XtbPotential.Method.values())
                .filter(method -> method.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** What gives the potential with a name, whatever the molecule. */
    public static PotentialProvider provider(String choice) {
        return PotentialChoice.of(choice);
    }

    /**
     * What gives one potential of the caller's own, which stays open and belongs to one molecule alone.
     *
     * @param potential of a molecule with its atoms in this order
     */
    public static PotentialProvider provider(Potential potential) {
        return new OwnPotential(potential);
    }

    /** A potential of a jar on the class path. */
    private static Potential provided(String choice, MolecularGraph graph, double[] geometry)
            throws IOException, CDKException {
        Optional<PotentialProvider> found = providers()
                .filter(provider -> provider.name().equalsIgnoreCase(choice))
                .findFirst();
        if (found.isEmpty()) {
            throw new PotentialException(
                    "there is no potential '" + choice + "'; expected one of " + String.join(", ", choices()));
        }
        PotentialProvider provider = found.get();
        Potential potential = provider.potential(graph, geometry);
        if (potential.atoms() != graph.atoms()) {
            potential.close();
            throw new PotentialException("the potential " + provider.name() + " is one of " + potential.atoms()
                    + " atoms; the molecule has " + graph.atoms());
        }
        return new ProvidedPotential(provider.name(), provider.isCheap(), new CheckedPotential(potential));
    }

    private static Stream<PotentialProvider> providers() {
        return ServiceLoader.load(PotentialProvider.class).stream().map(ServiceLoader.Provider::get);
    }

    /** The file that a name stands for, whose content decides the potential; empty for all others, and for programs. */
    public static Optional<Path> file(String choice) {
        return !choice.startsWith(COMMAND) && choice.toLowerCase(Locale.ROOT).endsWith(MODEL)
                ? Optional.of(Path.of(choice))
                : Optional.empty();
    }

    /**
     * A cheap potential that finds the rotamers of a molecule for an expensive one: MMFF94, or GFN-FF where MMFF94 does not know it.
     * Whoever asked closes it.
     *
     * @param geometry one sensible geometry, [atoms · 3] Å
     * @throws PotentialException if neither can be had
     */
    public static Potential guide(MolecularGraph graph, double[] geometry) throws PotentialException {
        return guide(PotentialChoice.of("gfn2"), graph, geometry);
    }

    /** The same for a molecule in a solvent, which a dielectric stands for in MMFF94. */
    static Potential guide(PotentialChoice choice, MolecularGraph graph, double[] geometry) throws PotentialException {
        try {
            return FitPrior.MMFF94.require(choice, graph, geometry);
        } catch (PotentialException unknown) {
            try {
                return XtbPrior.setup(XtbPotential.Method.GFNFF, choice, graph, geometry)
                        .potential(graph);
            } catch (PotentialException e) {
                throw new PotentialException(
                        "no cheap potential finds the rotamers of " + graph.formula() + ": " + unknown.getMessage()
                                + "; and instead of it, " + e.getMessage(),
                        e);
            }
        }
    }

    private static Potential model(Path file, MolecularGraph graph) throws IOException, CDKException {
        FittedPotential model = SgdmlFile.read(file);
        if (!Arrays.equals(model.atomicNumbers(), graph.atomicNumbers())) {
            throw new PotentialException(file + " was made for the atomic numbers "
                    + Arrays.toString(model.atomicNumbers()) + "; the molecule has "
                    + Arrays.toString(graph.atomicNumbers()) + ": expected the same atoms in the same order");
        }
        return model;
    }

    private static Potential external(String line, MolecularGraph graph) throws PotentialException {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(line); word.find(); ) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        if (words.isEmpty()) {
            throw new PotentialException(
                    "command: names no program; expected for example command:python3 potential.py");
        }
        return ExternalPotential.start(words, graph.atomicNumbers(), ExternalPotential.DEFAULT_PATIENCE);
    }
}
