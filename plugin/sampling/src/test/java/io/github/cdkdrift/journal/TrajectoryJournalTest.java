package io.github.cdkdrift.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.cdkdrift.dynamics.SimulationSettings;
import io.github.cdkdrift.dynamics.TrajectoryBlock;
import io.github.cdkdrift.io.InputFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryJournalTest {
    private static final SimulationSettings SETTINGS =
            SimulationSettings.at(300).withWalkers(2).withLength(0, 5, 4, 2);

    @TempDir
    private Path folder;

    private Path file;
    private JsonObject run;

    @BeforeEach
    void name() {
        file = folder.resolve("a.part");
        run = new JsonObject();
        run.addProperty("kind", "test");
        run.addProperty("temperature", 300.0);
    }

    private TrajectoryJournal begin() throws Exception {
        return TrajectoryJournal.begin(file, run, 1, 1, SETTINGS);
    }

    private TrajectoryJournal resume() throws Exception {
        return TrajectoryJournal.resume(file, run, 1, 1, SETTINGS);
    }

    private static TrajectoryBlock block(int number) {
        double x = number + 1 / 3.0;
        return new TrajectoryBlock(
                number,
                new double[] {x, 1, 2, 3, 4, 5},
                new double[] {-x, 1e-300, 2, 3, 4, 5},
                new double[] {0, x, 2, 3, 4, 5},
                new double[] {x, Double.NaN},
                number == 0 ? new float[0] : new float[] {1, 2, number, Float.NaN});
    }

    private static void assertSame(TrajectoryBlock found, TrajectoryBlock expected) {
        assertThat(found.number()).isEqualTo(expected.number());
        assertThat(found.positions()).isEqualTo(expected.positions());
        assertThat(found.velocities()).isEqualTo(expected.velocities());
        assertThat(found.forces()).isEqualTo(expected.forces());
        assertThat(found.energies()).isEqualTo(expected.energies());
        assertThat(found.torsions()).isEqualTo(expected.torsions());
    }

    /** Wherever the last block is cut off, the others read back as they were, and the file ends as if nothing had happened. */
    @Test
    void goesOnBehindTheLastWholeBlock() throws Exception {
        try (TrajectoryJournal journal = begin()) {
            for (int number = 0; number < 4; number++) {
                journal.add(block(number));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        int head = run.toString().length() + 1;
        int bytes = (whole.length - head) / 4;
        for (int length = head + 2 * bytes; length < whole.length; length += 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (TrajectoryJournal journal = resume()) {
                assertThat(journal.size()).isEqualTo((length - head) / bytes);
                assertThat(journal.cut()).isEqualTo((length - head) % bytes);
                for (int number = 0; number < journal.size(); number++) {
                    assertSame(journal.get(number), block(number));
                }
                for (int number = journal.size(); number < 4; number++) {
                    journal.add(block(number));
                }
                assertThatThrownBy(() -> journal.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThat(file).hasBinaryContent(whole);
        }
    }

    @Test
    void anyChangedByteOfABlockIsFound() throws Exception {
        try (TrajectoryJournal journal = begin()) {
            journal.add(block(0));
            journal.add(block(1));
        }
        byte[] whole = Files.readAllBytes(file);
        for (int at = run.toString().length() + 1; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(this::resume)
                    .isInstanceOf(InputFormatException.class)
                    .hasMessageContaining("do not fit their checksum");
            assertThat(file).hasBinaryContent(damaged);
        }
    }

    @Test
    void anotherRunIsRefused() throws Exception {
        assertThatThrownBy(this::resume).hasMessageContaining("no such file");
        try (TrajectoryJournal journal = begin()) {
            journal.add(block(0));
            assertThatThrownBy(this::resume).hasMessageContaining("another run that is writing it");
        }
        assertThatThrownBy(this::begin).hasMessageContaining("unfinished run");
        run.addProperty("temperature", 310.0);
        assertThatThrownBy(this::resume)
                .isInstanceOf(InputFormatException.class)
                .hasMessageContaining("temperature: found 300.0, expected 310.0");
        Files.writeString(file, "[1]\n");
        assertThatThrownBy(this::resume).hasMessageContaining("no settings of a run");
    }

    @Test
    void whatHasServedIsDeletedAndSoIsWhatHoldsNothing() throws Exception {
        begin().close();
        assertThat(file).doesNotExist();
        TrajectoryJournal journal = begin();
        journal.add(block(0));
        journal.close();
        assertThat(file).exists();
        resume().delete();
        assertThat(file).doesNotExist();
    }
}
