package io.github.cdkdrift.model;

import io.github.cdkdrift.coordinate.Well;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.training.TrainingSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The well of a model that was trained from energies alone, as a model file has it. */
final class WellRecord {
    private WellRecord() {}

    /**
     * A well where the model was trained from energies alone, one axis for each vibration and one state; elsewhere none.
     *
     * @param entry of the file where it stands
     * @param well null for none
     * @param states how many rotamer states the model has
     */
    static void requireFit(
            Path file, String entry, Well well, TrainingSettings settings, int states, MolecularGraph graph)
            throws InputFormatException {
        int vibrations = 3 * graph.atoms() - 6;
        int noise = settings.network().noise();
        if ((well == null) != (settings.energy() == null)) {
            throw misfit(
                    file,
                    entry,
                    well == null
                            ? "settings of a training from energies alone, without a well"
                            : "a well, and settings of a training with positives",
                    "a well where a model was trained from energies alone, and nowhere else");
        }
        if (well != null
                && !(well.dimensions() == vibrations
                        && noise == vibrations
                        && states == 1
                        && DoubleStream.concat(Arrays.stream(well.origin()), Arrays.stream(well.axes()))
                                .allMatch(Double::isFinite))) {
            throw misfit(
                    file,
                    entry,
                    "a well of " + well.dimensions() + " coordinates, a network of " + noise + " Gaussian numbers, and "
                            + states + " rotamer states",
                    "finite numbers for " + vibrations
                            + " coordinates, as many Gaussian numbers, and one state: the model was trained"
                            + " from energies alone");
        }
    }

    private static InputFormatException misfit(Path file, String entry, String found, String expected) {
        return new InputFormatException(file.toString(), "entry " + entry, found, expected + "; train it anew");
    }
}
