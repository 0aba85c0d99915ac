package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.frames.ForceFrames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.exception.CDKException;

/**
 * Damaged files give a {@link CDKException} or an {@link IOException}, or can still be read; nothing else is thrown, nothing takes
 * long, and 1 GB of memory, which the tests of this module run in, is enough.
 */
@Tag("slow")
class DamagedFilesTest {
    /** Of each file; {@code samples/run robustness.ReaderFuzz 5000} tries ten times as many. */
    private static final int MUTATIONS = 500;

    private static final Duration LONGEST = Duration.ofSeconds(5);

    @TempDir
    private static Path folder;

    private static ConformerEnsemble ensemble;

    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();
    private static PrintStream out;
    private static PrintStream err;

    @BeforeAll
    static void listen() {
        out = System.out;
        err = System.err;
        System.setOut(new PrintStream(PRINTED, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(PRINTED, true, StandardCharsets.UTF_8));
    }

    /** CDK's own messages are switched off by the system property cdk.logging.level. */
    @AfterAll
    static void nothingIsPrinted() {
        System.setOut(out);
        System.setErr(err);
        assertThat(PRINTED.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @BeforeAll
    static void writeValidFiles() throws Exception {
        ensemble = TestMolecules.ethanol(3, folder);
        for (String name : new String[] {"e.sdf", "e.sdf.gz", "e.xyz", "e.extxyz", "e.cml"}) {
            ConformerWriter.write(folder.resolve(name), ensemble);
        }
        try (ConformerWriter writer = ConformerWriter.open(folder.resolve("v3000.sdf"), ensemble.graph(), 6)) {
            writer.write(ensemble.conformers().get(0));
            writer.write(ensemble.conformers().get(1));
            writer.commit();
        }
        NpzFrames frames =
                new NpzFrames(ensemble.graph().atomicNumbers(), positions(), positions(), new double[] {1, 2, 3});
        frames.write(folder.resolve("e.npz"));
        TestFiles.bytes(folder, "deflated.npz", TestFiles.zip(TestFiles.waterArrays()));
        try (ExtendedXyzWriter writer = ExtendedXyzWriter.open(folder.resolve("forces.extxyz"))) {
            for (int i = 0; i < 3; i++) {
                double[] one = ensemble.conformers().get(i).positions();
                writer.write(new LabelledFrame(ensemble.graph().atomicNumbers(), one, one, OptionalDouble.of(i)));
            }
            writer.commit();
        }
    }

    private static double[] positions() {
        return ensemble.conformers().stream()
                .flatMapToDouble(conformer -> Arrays.stream(conformer.positions()))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"e.sdf", "v3000.sdf", "e.sdf.gz", "e.xyz", "e.extxyz", "e.cml", "e.npz"})
    void damagedEnsemblesGiveTypedErrors(String name) throws Exception {
        int unreadable = read(name, MUTATIONS, EnsembleFiles::read);
        assertThat(unreadable).as("files of %s that could not be read", name).isBetween(MUTATIONS / 10, MUTATIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forces.extxyz", "e.npz", "deflated.npz"})
    void damagedFramesGiveTypedErrors(String name) throws Exception {
        int unreadable = read(name, MUTATIONS, ForceFrames::read);
        assertThat(unreadable).as("files of %s that could not be read", name).isBetween(MUTATIONS / 10, MUTATIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"e.sdf", "e.cml"})
    void damagedMoleculesGiveTypedErrors(String name) throws Exception {
        assertThat(read(name, MUTATIONS, EnsembleFiles::readMolecule)).isPositive();
    }

    @Test
    void damagedSmilesGiveTypedErrors() {
        byte[] valid = "C[C@H](N)C(=O)Oc1ccc(cc1)/C=C/[N+](=O)[O-]".getBytes(StandardCharsets.UTF_8);
        Mutations mutations = new Mutations(7);
        for (int i = 0; i < MUTATIONS; i++) {
            String smiles = new String(mutations.mutate(valid), StandardCharsets.UTF_8);
            assertTypedError(i, () -> EnsembleFiles.readMolecule(smiles));
        }
    }

    private static int read(String name, int mutated, Reading reading) throws IOException {
        byte[] valid = Files.readAllBytes(folder.resolve(name));
        Mutations mutations = new Mutations(name.hashCode());
        Path damaged = folder.resolve("damaged-" + name);
        int unreadable = 0;
        for (int i = 0; i < mutated; i++) {
            Files.write(damaged, mutations.mutate(valid));
            unreadable += assertTypedError(i, () -> reading.read(damaged));
        }
        return unreadable;
    }

    /** 1 where the input could not be read, 0 where it could. */
    private static int assertTypedError(int mutation, Attempt attempt) {
        try {
            assertTimeoutPreemptively(LONGEST, attempt::run);
            return 0;
        } catch (Throwable thrown) {
            assertThat(thrown)
                    .as("mutation %d", mutation)
                    .isInstanceOfAny(CDKException.class, IOException.class)
                    .message()
                    .isNotBlank()
                    .hasSizeLessThan(1000)
                    .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
            return 1;
        }
    }

    private interface Reading {
        Object read(Path file) throws Exception;
    }

    private interface Attempt {
        void run() throws Exception;
    }
}
