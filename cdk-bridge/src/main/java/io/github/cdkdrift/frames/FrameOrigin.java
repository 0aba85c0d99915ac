package io.github.cdkdrift.frames;

import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.io.FrameUnits;
import io.github.cdkdrift.molecule.RecordData;
import java.util.List;
import java.util.Map;

/**
 * What is known of frames beside their numbers.
 *
 * @param potential what computed the labels, in words; null where that is not known
 * @param units of the file, and how they are known
 * @param notes what a reader should say, for example that frames were left out
 * @param data of each frame before any were selected; empty where no frame has any
 */
record FrameOrigin(String potential, FrameUnits units, List<String> notes, List<RecordData> data) {
    /** Of frames in memory, which are in kcal/mol and Å. */
    static final FrameOrigin MEMORY =
            new FrameOrigin(null, FrameUnits.stated(ForceUnits.KCAL_MOL_ANGSTROM), List.of(), List.of());

    private static final RecordData UNKNOWN = new RecordData("", Map.of("energy_unit", "unknown"));

    FrameOrigin {
        notes = List.copyOf(notes);
        data = List.copyOf(data);
    }

    FrameOrigin withPotential(String name) {
        return new FrameOrigin(name, units, notes, data);
    }

    RecordData data(int frame) {
        return data.isEmpty() ? units.known() ? RecordData.NONE : UNKNOWN : data.get(frame);
    }
}
