package io.github.cdkdrift.frames;

import io.github.cdkdrift.io.ForceUnits;
import java.util.Optional;

/**
 * How frames are read from a file. Immutable.
 *
 * @param units of the file; empty where the file decides
 * @param skipOthers whether frames of other atoms than the first one's are left out, instead of being an error; isolated atoms
 *     among molecules always are
 */
public record FrameReading(Optional<ForceUnits> units, boolean skipOthers) {
    /** As the file says, all frames of one molecule. */
    public static FrameReading defaults() {
        return new FrameReading(Optional.empty(), false);
    }

    /** In these units; a file that states other ones is an error. */
    public FrameReading withUnits(ForceUnits newUnits) {
        return new FrameReading(Optional.of(newUnits), skipOthers);
    }

    /** Leaving out frames of other atoms, or not. */
    public FrameReading withSkipOthers(boolean newSkipOthers) {
        return new FrameReading(units, newSkipOthers);
    }
}
