package io.github.cdkdrift.labelling;

import io.github.cdkdrift.io.ExtendedXyzReader;
import io.github.cdkdrift.io.ForceUnits;
import io.github.cdkdrift.io.InputFormatException;
import io.github.cdkdrift.io.LabelledFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.openscience.cdk.config.Elements;

/**
 * Labelled frames of one molecule as extended XYZ, each with the number of its walker and on as many lines as any other. Not written by {@link
 * io.github.cdkdrift.io.ExtendedXyzWriter}: the checksum in a frame is that of its text, which may never change.
 */
final class FrameText {
    private static final String WALKER = "walker";
    private static final String CHECKSUM = "crc32";

    /** Lines of a frame beside those of its atoms. */
    private static final int HEAD = 2;

    private final int[] atomicNumbers;
    private final int lines;

    /** The frames that were written to their ends, and the bytes that they take. */
    record Whole(int frames, long bytes) {}

    /** @param atomicNumbers [atoms] */
    FrameText(int[] atomicNumbers) {
        this.atomicNumbers = atomicNumbers;
        lines = atomicNumbers.length + HEAD;
    }

    /** With a checksum of all that is in the frame beside it. */
    String of(WalkerFrame frame) {
        return plain(frame).replaceFirst(" energy=", " " + CHECKSUM + "=" + checksum(frame) + " energy=");
    }

    private String checksum(WalkerFrame frame) {
        CRC32 sum = new CRC32();
        sum.update(plain(frame).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    private String plain(WalkerFrame frame) {
        StringBuilder text = new StringBuilder(128 * lines);
        text.append(atomicNumbers.length)
                .append("\nProperties=species:S:1:pos:R:3:forces:R:3 units=\"")
                .append(ForceUnits.KCAL_MOL_ANGSTROM.label())
                .append("\" pbc=\"F F F\" ")
                .append(WALKER)
                .append('=')
                .append(frame.walker())
                .append(" energy=")
                .append(frame.energy())
                .append('\n');
        for (int atom = 0; atom < atomicNumbers.length; atom++) {
            text.append(Elements.ofNumber(atomicNumbers[atom]).symbol());
            append(frame.positions(), atom, text);
            append(frame.forces(), atom, text);
            text.append('\n');
        }
        return text.toString();
    }

    private static void append(double[] values, int atom, StringBuilder text) {
        for (int axis = 0; axis < 3; axis++) {
            text.append(' ').append(values[3 * atom + axis]);
        }
    }

    /** Counts what is whole to the end of the stream. */
    Whole count(InputStream in) throws IOException {
        int frames = 0;
        long bytes = 0;
        long at = 0;
        int ends = 0;
        for (int letter = in.read(); letter >= 0; letter = in.read()) {
            at++;
            if (letter == '\n' && ++ends == lines) {
                ends = 0;
                frames++;
                bytes = at;
            }
        }
        return new Whole(frames, bytes);
    }

    /**
     * Reads frames. Lines are counted: a line too many would end the last frame where it does not end.
     *
     * @param file for messages
     * @param walkers numbers from here on are none of this run
     * @throws InputFormatException if there are fewer frames, or others
     */
    List<WalkerFrame> read(InputStream in, String file, int count, int walkers)
            throws IOException, InputFormatException {
        List<WalkerFrame> frames = new ArrayList<>();
        ExtendedXyzReader reader = ExtendedXyzReader.of(in, file + " behind its second line");
        for (int number = 0; number < count; number++) {
            LabelledFrame frame = reader.read();
            String walker = reader.text(WALKER).orElse("");
            if (frame == null
                    || !reader.place().equals("line " + (number * lines + 1))
                    || !walker.matches("\\d{1,9}")
                    || Integer.parseInt(walker) >= walkers
                    || frame.forces() == null
                    || frame.energy().isEmpty()
                    || !Arrays.equals(frame.atomicNumbers(), atomicNumbers)) {
                throw new InputFormatException(
                        file,
                        reader.place() + " behind the second",
                        "no frame of this run",
                        "an undamaged file; delete it to begin anew");
            }
            WalkerFrame read = new WalkerFrame(
                    Integer.parseInt(walker),
                    frame.positions(),
                    frame.forces(),
                    frame.energy().getAsDouble());
            // Numbers are written so that they read back as they were.
            if (!reader.text(CHECKSUM).orElse("").equals(checksum(read))) {
                throw new InputFormatException(
                        file,
                        reader.place() + " behind the second",
                        "a frame whose checksum does not fit",
                        "an undamaged file; delete it to begin anew");
            }
            frames.add(read);
        }
        return frames;
    }
}
