package io.github.cdkdrift.viewer.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How an ensemble and its page came about.
 *
 * @param command the exact command
 * @param facts versions, settings and the like, by name, in order
 * @param training the curve of the training, empty where it is not known
 * @param rejected conformers drawn again or set aside, by reason; null where nobody counted
 */
public record Origin(
        String command, Map<String, String> facts, List<TrainingPoint> training, Map<String, Long> rejected) {
    /** Copies. */
    public Origin {
        Objects.requireNonNull(command, "command");
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        training = List.copyOf(training);
        rejected = rejected == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
    }
}
