package io.github.cdkdrift.model;

import io.github.cdkdrift.archive.Manifest;
import io.github.cdkdrift.archive.NpyVector;
import io.github.cdkdrift.diffusion.BeadPotential;
import io.github.cdkdrift.diffusion.DiffusionParts;
import io.github.cdkdrift.diffusion.EnergyDiffusion;
import io.github.cdkdrift.io.InputFormatException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A potential of mean force in a model file: what its diffusion is made of as JSON, the parameters of the networks as a NumPy vector.
 *
 * @param atoms which the beads are in the molecule that they stand for, [beads]
 * @param drawSteps of the backward diffusion where it draws; 0 where the model has another generator
 * @param parts everything but the parameters
 */
record BeadRecord(int[] atoms, int drawSteps, DiffusionParts parts) {
    /** The entry; a file with it is a model of beads. */
    static final String NAME = "beads.json";

    private static final String PARAMETERS = "beads.npy";
    private static final int MOST_STEPS = 1_000_000;

    static void put(BeadPotential potential, int drawSteps, Map<String, byte[]> entries, int version) {
        BeadRecord record = new BeadRecord(
                potential.beads(), drawSteps, potential.diffusion().parts());
        entries.put(NAME, Manifest.encode(record, version));
        entries.put(PARAMETERS, NpyVector.encode(potential.diffusion().parameters()));
    }

    /** The record alone. */
    static BeadRecord read(Path file, Map<String, byte[]> entries, int version) throws InputFormatException {
        BeadRecord record = Manifest.decode(file, entries, NAME, BeadRecord.class, version, version);
        if (record.atoms() == null
                || record.parts() == null
                || record.drawSteps() < 0
                || record.drawSteps() > MOST_STEPS) {
            throw misfit(file, "no parts or atoms, or " + record.drawSteps() + " steps", null);
        }
        return record;
    }

    /**
     * The potential.
     *
     * @param beads in the file's molecule
     * @param kelvin temperature that it belongs to
     */
    BeadPotential potential(Path file, Map<String, byte[]> entries, int beads, double kelvin)
            throws InputFormatException {
        if (parts.beads() != beads) {
            throw misfit(file, parts.beads() + " beads beside " + beads + " atoms", null);
        }
        try {
            float[] parameters = Manifest.vector(file, entries, PARAMETERS, parts.parameterCount());
            return new BeadPotential(EnergyDiffusion.of(parts, parameters), atoms, kelvin);
        } catch (IllegalArgumentException | NullPointerException | ArithmeticException e) {
            throw misfit(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static InputFormatException misfit(Path file, String found, Exception cause) {
        return new InputFormatException(
                file.toString(), "entry " + NAME, found, "a diffusion of the beads in the file; train it anew", cause);
    }
}
