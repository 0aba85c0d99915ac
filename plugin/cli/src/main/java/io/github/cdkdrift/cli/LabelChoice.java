package io.github.cdkdrift.cli;

import io.github.cdkdrift.labelling.ActiveSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a potential that is not cheap is asked for labels.
 *
 * @param settings how many, and what the fit to them begins from
 * @param kept the file that they are kept in, with {@link OutputFiles#NAME} for the molecule's name; empty for none
 */
record LabelChoice(ActiveSettings settings, Optional<String> kept) {
    /** The usual labels, which are not kept. */
    static LabelChoice usual() {
        return new LabelChoice(ActiveSettings.defaults(), Optional.empty());
    }

    boolean isUsual() {
        return settings.equals(ActiveSettings.defaults());
    }

    /** The file of a molecule; null for none. */
    Path file(String molecule) {
        return kept.map(name -> OutputFiles.named(name, molecule)).orElse(null);
    }
}
