package io.github.cdkdrift.model;

import io.github.cdkdrift.archive.Manifest;
import io.github.cdkdrift.archive.NpyVector;
import io.github.cdkdrift.archive.PotentialRecord;
import io.github.cdkdrift.archive.SealedArchive;
import io.github.cdkdrift.coordinate.Well;
import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.diffusion.BeadPotential;
import io.github.cdkdrift.generator.CouplingFlow;
import io.github.cdkdrift.generator.CouplingShape;
import io.github.cdkdrift.generator.DensityGenerator;
import io.github.cdkdrift.generator.DiffusionGenerator;
import io.github.cdkdrift.generator.Generator;
import io.github.cdkdrift.generator.PositionNetwork;
import io.github.cdkdrift.generator.WellNetwork;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpShape;
import io.github.cdkdrift.potential.CorrectedForceField;
import io.github.cdkdrift.potential.Dielectric;
import io.github.cdkdrift.potential.Mmff94Potential;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.XtbPrior;
import io.github.cdkdrift.rotamer.RotamerStates;
import io.github.cdkdrift.training.NetworkSettings;
import io.github.cdkdrift.training.TrainingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model on disk: a sealed zip of {@code model.json} (format version, settings, provenance, typical geometry), the molecule
 * as an SDF record, the network's parameters as a NumPy vector, of a generator with a density what that is made of ({@code density.json}, {@code
 * density.npy}), and the potential, where there is one, as an sGDML model or as the name of a force
 * field or all that decides a method of xTB, with the numbers of its correction where it has one ({@code correction.json}) and an sGDML model of what that leaves, or of a provider. Beads have what their potential of
 * mean force is made of ({@code beads.json}, {@code beads.npy}), and the diffusion draws them where no other generator is there.
 */
public final class ModelFile {
    private static final int FORMAT_VERSION = 8;

    /** Of a correction to a method of xTB. */
    private static final int OTHER_PRIOR = 8;

    /** Of beads. */
    private static final int BEADS = 7;

    /** Of a model whose potential is no corrected force field, so that earlier versions go on reading it; and of densities. */
    private static final int WITHOUT_CORRECTION = 5;

    /** Of a model without a density and whose force field has no dielectric. */
    private static final int WITHOUT_DENSITY = 4;

    /** The same without a provider's potential. */
    private static final int WITHOUT_PROVIDER = 3;

    private static final String KIND = "a cdkdrift model";
    private static final String MANIFEST = "model.json";
    private static final String MOLECULE = "molecule.sdf";
    private static final String PARAMETERS = "parameters.npy";
    private static final String DENSITY = "density.json";
    private static final String DENSITY_NUMBERS = "density.npy";

    private ModelFile() {}

    private record Contents(
            TrainingSettings settings,
            Provenance provenance,
            double[] referencePositions,
            double[] bondLengths,
            RotamerStates states,
            Mmff94Potential.Variant forceField,
            Dielectric dielectric,
            String provider,
            XtbPrior.Setup prior,
            Well well) {
        /** Format 1 has none. */
        RotamerStates statesOrSingle() {
            return states == null ? RotamerStates.single() : states;
        }

        PotentialRecord potential() {
            return new PotentialRecord(forceField, dielectric, provider, prior);
        }
    }

    /** Whether a model with this potential can be written: MMFF94 and a provider's cheap one by name, fitted and corrected ones with their numbers. */
    public static boolean canHold(Potential potential) {
        return PotentialRecord.canHold(potential);
    }

    /** Writes a model; the file appears only when it is whole. The same model gives the same bytes. */
    public static void write(ConformerModel model, Path file) throws IOException {
        PotentialRecord potential = PotentialRecord.of(model.potential());
        Contents contents = new Contents(
                model.settings(),
                model.provenance(),
                model.referencePositions(),
                model.bondLengths(),
                model.states(),
                potential.forceField(),
                potential.dielectric(),
                potential.provider(),
                potential.prior(),
                model.generator() instanceof WellNetwork network ? network.well() : null);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, Manifest.encode(contents, version(model, contents)));
        String record = MoleculeRecord.encode(model.graph(), model.referencePositions());
        entries.put(MOLECULE, record.getBytes(StandardCharsets.UTF_8));
        putGenerator(model.generator(), entries);
        if (model.potential() instanceof BeadPotential beads) {
            BeadRecord.put(
                    beads, model.generator() instanceof DiffusionGenerator own ? own.steps() : 0, entries, BEADS);
        } else {
            PotentialRecord.put(model.potential(), entries);
        }
        SealedArchive.write(file, entries);
    }

    private static int version(ConformerModel model, Contents contents) {
        if (model.potential() instanceof BeadPotential) {
            return BEADS;
        }
        if (model.potential() instanceof CorrectedForceField) {
            return contents.prior() == null ? PotentialRecord.CORRECTED : OTHER_PRIOR;
        }
        if (model.generator() instanceof DensityGenerator || contents.dielectric() != null) {
            return WITHOUT_CORRECTION;
        }
        return contents.provider() == null ? WITHOUT_PROVIDER : WITHOUT_DENSITY;
    }

    private static void putGenerator(Generator generator, Map<String, byte[]> entries) {
        if (generator instanceof DensityGenerator known) {
            DensityRecord record =
                    new DensityRecord(known.density().layout(), known.rotamers(), known.kept(), known.highestEnergy());
            entries.put(DENSITY, Manifest.encode(record, WITHOUT_CORRECTION));
            entries.put(DENSITY_NUMBERS, NpyVector.encode(known.density().numbers()));
            entries.put(PARAMETERS, NpyVector.encode(known.flow().toArray()));
        } else if (generator instanceof WellNetwork network) {
            entries.put(PARAMETERS, NpyVector.encode(network.network().toArray()));
        } else if (generator instanceof PositionNetwork network) {
            entries.put(PARAMETERS, NpyVector.encode(network.network().toArray()));
        }
    }

    /**
     * Reads a model.
     *
     * @throws InputFormatException if the file is no model, damaged, or of a later format
     */
    public static ConformerModel read(Path file) throws IOException, InputFormatException {
        Map<String, byte[]> entries = SealedArchive.read(file, KIND);
        Contents contents = Manifest.decode(file, entries, MANIFEST, Contents.class, 1, FORMAT_VERSION);
        String record = new String(Manifest.entry(file, entries, MOLECULE), StandardCharsets.UTF_8);
        MolecularGraph graph = MoleculeRecord.decode(file, MOLECULE, record);
        requireFit(file, contents, graph);
        WellRecord.requireFit(
                file,
                MANIFEST,
                contents.well(),
                contents.settings(),
                contents.statesOrSingle().size(),
                graph);
        if (entries.containsKey(BeadRecord.NAME)) {
            return ofBeads(file, entries, contents, graph.withoutSymmetry());
        }
        return new ConformerModel(
                graph,
                contents.referencePositions(),
                contents.bondLengths(),
                generator(file, entries, contents, graph),
                contents.statesOrSingle(),
                contents.potential().read(file, entries, MANIFEST, MOLECULE, graph, contents.referencePositions()),
                contents.settings(),
                contents.provenance());
    }

    private static ConformerModel ofBeads(
            Path file, Map<String, byte[]> entries, Contents contents, MolecularGraph graph)
            throws InputFormatException {
        BeadRecord record = BeadRecord.read(file, entries, BEADS);
        BeadPotential potential = record.potential(
                file, entries, graph.atoms(), contents.settings().temperature());
        return new ConformerModel(
                graph,
                contents.referencePositions(),
                contents.bondLengths(),
                record.drawSteps() > 0
                        ? new DiffusionGenerator(potential.diffusion(), record.drawSteps())
                        : generator(file, entries, contents, graph),
                contents.statesOrSingle(),
                potential,
                contents.settings(),
                contents.provenance());
    }

    private static Generator generator(Path file, Map<String, byte[]> entries, Contents contents, MolecularGraph graph)
            throws InputFormatException {
        if (contents.settings().flow() != null) {
            return densityGenerator(file, entries, contents, graph);
        }
        MlpShape shape = shape(file, contents, graph);
        Mlp network = Mlp.of(shape, Manifest.vector(file, entries, PARAMETERS, shape.parameterCount()));
        return contents.well() == null ? new PositionNetwork(network) : new WellNetwork(network, contents.well());
    }

    private static Generator densityGenerator(
            Path file, Map<String, byte[]> entries, Contents contents, MolecularGraph graph)
            throws InputFormatException {
        DensityRecord record =
                Manifest.decode(file, entries, DENSITY, DensityRecord.class, WITHOUT_CORRECTION, WITHOUT_CORRECTION);
        try {
            ConformerDensity density =
                    ConformerDensity.of(graph, record.layout(), Manifest.numbers(file, entries, DENSITY_NUMBERS));
            record.requireFit(density.states(), contents.statesOrSingle().size());
            CouplingShape shape = contents.settings().couplingShape(density.dimensions(), density.basins());
            float[] parameters = Manifest.vector(file, entries, PARAMETERS, shape.parameterCount());
            return new DensityGenerator(
                    density,
                    CouplingFlow.of(shape, parameters),
                    record.rotamers(),
                    record.kept(),
                    record.highestEnergy());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new InputFormatException(
                    file.toString(), "entry " + DENSITY, e.getMessage(), "a density of the molecule; train it anew", e);
        }
    }

    private static MlpShape shape(Path file, Contents contents, MolecularGraph graph) throws InputFormatException {
        NetworkSettings network = contents.settings().network();
        try {
            if (contents.well() != null) {
                return new MlpShape(
                        network.noise(),
                        network.width(),
                        network.hiddenLayers(),
                        contents.well().dimensions());
            }
            return network.shape(graph, contents.statesOrSingle().size());
        } catch (IllegalArgumentException e) {
            throw new InputFormatException(
                    file.toString(), "entry " + MANIFEST, e.getMessage(), "a network that fits in memory", e);
        }
    }

    private static void requireFit(Path file, Contents contents, MolecularGraph graph) throws InputFormatException {
        boolean complete = contents.settings() != null
                && contents.provenance() != null
                && contents.referencePositions() != null
                && contents.bondLengths() != null;
        if (!complete
                || contents.referencePositions().length != 3 * graph.atoms()
                || contents.bondLengths().length != graph.bonds().size()
                || !Arrays.stream(contents.bondLengths())
                        .allMatch(length -> length > 0 && length < Double.POSITIVE_INFINITY)
                || !Arrays.stream(contents.referencePositions()).allMatch(Double::isFinite)) {
            throw new InputFormatException(
                    file.toString(),
                    "entry " + MANIFEST,
                    "settings, provenance or geometry missing or of the wrong length",
                    "those of a molecule of " + graph.atoms() + " atoms and "
                            + graph.bonds().size() + " bonds");
        }
    }
}
