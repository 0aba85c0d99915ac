package io.github.cdkdrift.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ASE, RDKit and Open Babel read what we write: the same count, elements in order, coordinates, energies and forces. */
class OtherProgramsTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final int CONFORMERS = 20;
    private static final int NOT_INSTALLED = 3;
    private static final double FOUR_DECIMALS = 0.5001e-4;

    @TempDir
    private static Path folder;

    private static ConformerEnsemble ensemble;

    @BeforeAll
    static void writeFiles() throws Exception {
        ensemble = TestMolecules.ethanol(CONFORMERS, folder);
        for (String name : new String[] {"e.sdf", "e.xyz", "e.extxyz", "e.cml"}) {
            ConformerWriter.write(folder.resolve(name), ensemble);
        }
        try (ConformerWriter writer = ConformerWriter.open(folder.resolve("v3000.sdf"), ensemble.graph(), 8)) {
            for (Conformer conformer : ensemble.conformers()) {
                writer.write(conformer);
            }
            writer.commit();
        }
        try (ExtendedXyzWriter writer = ExtendedXyzWriter.open(folder.resolve("forces.extxyz"))) {
            for (Conformer conformer : ensemble.conformers()) {
                writer.write(new LabelledFrame(
                        ensemble.graph().atomicNumbers(),
                        conformer.positions(),
                        forces(conformer),
                        OptionalDouble.of(conformer.properties().get("energy"))));
            }
            writer.commit();
        }
    }

    private static double[] forces(Conformer conformer) {
        return Arrays.stream(conformer.positions()).map(x -> 1 - x / 3).toArray();
    }

    @Test
    void aseReadsXyzAndExtendedXyz() throws Exception {
        Iterator<String> output = run("ase", "e.xyz", "e.extxyz", "forces.extxyz");
        assertConformers(output, "e.xyz", 0.51e-6, false, false);
        assertConformers(output, "e.extxyz", 0, true, false);
        assertConformers(output, "forces.extxyz", 0, true, true);
    }

    @Test
    void rdkitReadsSdf() throws Exception {
        Iterator<String> output = run("rdkit", "e.sdf", "v3000.sdf");
        assertConformers(output, "e.sdf", FOUR_DECIMALS, true, false);
        assertConformers(output, "v3000.sdf", 0.51e-8, true, false);
    }

    @Test
    void openBabelReadsSdfXyzAndCml() throws Exception {
        Iterator<String> output = run("openbabel", "e.sdf", "v3000.sdf", "e.xyz", "e.cml");
        for (String name : new String[] {"e.sdf", "v3000.sdf", "e.xyz", "e.cml"}) {
            assertConformers(output, name, FOUR_DECIMALS + 0.5e-5, false, false);
        }
    }

    private static void assertConformers(
            Iterator<String> output, String name, double tolerance, boolean withEnergy, boolean withForces) {
        assertThat(output.next()).isEqualTo("file " + folder.resolve(name) + " " + CONFORMERS);
        String symbols = String.join(
                " ", IntStream.range(0, 9).mapToObj(ensemble.graph()::symbol).toList());
        for (Conformer conformer : ensemble.conformers()) {
            String[] parts = output.next().split("\\|", -1);
            assertThat(parts[0]).isEqualTo(symbols);
            assertThat(numbers(parts[1])).containsExactly(conformer.positions(), within(tolerance));
            if (withEnergy) {
                assertThat(Double.parseDouble(parts[2]))
                        .isEqualTo(conformer.properties().get("energy"), within(FOUR_DECIMALS));
            }
            if (withForces) {
                assertThat(numbers(parts[3])).isEqualTo(forces(conformer));
            }
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static Iterator<String> run(String program, String... names) throws Exception {
        assumeTrue(Files.isExecutable(PYTHON), "there is no " + PYTHON);
        Path script = folder.resolve("read_with.py");
        if (!Files.exists(script)) {
            try (InputStream in = OtherProgramsTest.class.getResourceAsStream("read_with.py")) {
                Files.copy(in, script);
            }
        }
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), script.toString(), program));
        Arrays.stream(names).map(name -> folder.resolve(name).toString()).forEach(command::add);
        Path errors = folder.resolve("errors.txt");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assumeTrue(code != NOT_INSTALLED, program + " is not installed");
        assertThat(code).as(Files.readString(errors)).isZero();
        return output.lines().iterator();
    }
}
