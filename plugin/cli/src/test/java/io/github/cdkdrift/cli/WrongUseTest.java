package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong command line ends with exit code 2, one line that says what is wrong, and one that shows the usage. */
class WrongUseTest {
    private static final Set<String> NUMBERS =
            Set.of("N", "K", "E", "D", "A", "B", "R", "S", "T", "RATE", "RMSD", "I/N", "WxH");

    @TempDir
    static Path folder;

    private static Path frames;

    @BeforeAll
    static void copyFrames() throws IOException {
        frames = Command.ethanolFrames(folder);
    }

    static Stream<Arguments> wrongLines() {
        return Stream.of(
                arguments("trian", "unknown command trian; did you mean train?"),
                arguments(
                        "train FRAMES -o m --temprature 500",
                        "unknown option --temprature; did you mean --temperature?"),
                arguments("sample m -n 5 --ouput f.sdf", "unknown option --ouput; did you mean --output?"),
                arguments("sample m -n 5 -x f.sdf", "unknown option -x; did you mean -V?"),
                arguments("train FRAMES", "missing option --output"),
                arguments("train -o m", "missing FRAMES"),
                arguments("convert FRAMES", "missing OUT"),
                arguments("inspect FRAMES second", "unexpected operand second"),
                arguments("train FRAMES -o", "option --output: found nothing; expected MODEL"),
                arguments("train FRAMES -o m -o n", "option --output: found m and n; expected one value"),
                arguments(
                        "train FRAMES -o m --temperature -5",
                        "option --temperature: found -5; expected a temperature in kelvin, above 0"),
                arguments("train FRAMES -o m --temperature 0", "option --temperature: found 0; expected"),
                arguments("train FRAMES -o m --temperature NaN", "option --temperature: found NaN; expected"),
                arguments("train FRAMES -o m --temperature Infinity", "option --temperature: found Infinity; expected"),
                arguments("train FRAMES -o m --temperature warm", "option --temperature: found warm; expected"),
                arguments(
                        "train FRAMES -o m --steps 0", "option --steps: found 0; expected a whole number, at least 1"),
                arguments("train FRAMES -o m --steps 1.5", "option --steps: found 1.5; expected a whole number"),
                arguments(
                        "train FRAMES -o m --steps 3000000000",
                        "option --steps: found 3000000000; expected a whole number, at least 1 and at most 2147483647"),
                arguments(
                        "train FRAMES -o m --batch 1", "option --batch: found 1; expected a whole number, at least 2"),
                arguments("train FRAMES -o m --width 0", "option --width: found 0"),
                arguments("train FRAMES -o m --layers -1", "option --layers: found -1"),
                arguments(
                        "train FRAMES -o m --learning-rate 0",
                        "option --learning-rate: found 0; expected a number above 0"),
                arguments(
                        "train FRAMES -o m --field fi --alpha 1.5",
                        "option --alpha: found 1.5; expected a number from 0 to 1"),
                arguments(
                        "train FRAMES -o m --field fk --beta -1",
                        "option --beta: found -1; expected a number, 0 or more"),
                arguments(
                        "train FRAMES -o m --field fk --alpha 0.1",
                        "option --alpha: found without --field fi or fi+fk"),
                arguments(
                        "train FRAMES -o m --field drift --beta 1", "option --beta: found without --field fk or fi+fk"),
                arguments(
                        "train FRAMES -o m --field drift --alignment energy",
                        "option --alignment: found without --field fk or fi+fk"),
                arguments(
                        "train FRAMES -o m --field drift --metric volume",
                        "option --metric: found without --field fi, fk or fi+fk and --space distance"),
                arguments(
                        "train FRAMES -o m --field fi --space cartesian --metric volume",
                        "option --metric: found without --field fi, fk or fi+fk and --space distance"),
                arguments(
                        "train FRAMES -o m --field fi --metric volumes",
                        "option --metric: found volumes; expected one of none|volume|volume-and-orientation"),
                arguments(
                        "train FRAMES -o m --field force",
                        "option --field: found force; expected one of drift|fi|fk|fi+fk"),
                arguments(
                        "train FRAMES -o m --field fi --space polar",
                        "option --space: found polar; expected one of cartesian|distance"),
                arguments(
                        "train FRAMES -o m --normalisation row",
                        "option --normalisation: found without --field drift, fi, fk or fi+fk"),
                arguments(
                        "train FRAMES -o m --positives frames --labels 20",
                        "option --labels: found without --positives equilibrium"),
                arguments(
                        "train FRAMES -o m --positives thin",
                        "option --positives: found thin; expected one of equilibrium|frames"),
                arguments("train FRAMES -o m --field fi --normalisation none", "expected one of row|double|sinkhorn"),
                arguments(
                        "train FRAMES -o m --field fi --bandwidths 0.2,,0.5",
                        "option --bandwidths: found ; expected numbers above 0, separated by commas"),
                arguments(
                        "train FRAMES -o m --field fi --bandwidths 0.2,-1", "option --bandwidths: found -1; expected"),
                arguments(
                        "train FRAMES -o m --beads heavy --layers 3",
                        "option --layers: found beside --beads, where it plays no part; expected --temperature, --steps, --width, --seed"),
                arguments(
                        "train FRAMES -o m --beads heavy --steps 9",
                        "option --steps: found 9; expected a whole number, at least 10"),
                arguments("train FRAMES -o m --beads heavy --temperature warm", "option --temperature: found warm"),
                arguments("train FRAMES -o m --seed x", "option --seed: found x; expected a whole number"),
                arguments(
                        "train FRAMES -o m --units eV/bohr",
                        "option --units: found eV/bohr; expected one of kcal/mol/A, eV/A"),
                arguments(
                        "train FRAMES -o m --first 5000",
                        "option --first: found 5000; expected at most 2000, the frames in "),
                arguments("train FRAMES -o m --first 0", "option --first: found 0"),
                arguments("train FRAMES -o m --every 0", "option --every: found 0"),
                arguments("train FRAMES -o m --range 5", "option --range: found 5; expected A:B, for example 0:1000"),
                arguments("train FRAMES -o m --range 5:5", "option --range: found 5:5; expected A:B with A below B"),
                arguments("train FRAMES -o m --range 0:2001", "option --range: found 2001; expected at most 2000"),
                arguments("train FRAMES -o m --first 10 --every 2", "--every: found besides another of"),
                arguments(
                        "train FRAMES -o m --checkpoint-every 5",
                        "option --checkpoint-every: found without --checkpoint"),
                arguments(
                        "train FRAMES -o m --layers 100000", "option --layers: found 100000; expected a whole number"),
                arguments("train FRAMES -o m --learning-rate 50", "option --learning-rate: found 50; expected"),
                arguments("train FRAMES -o m --temperature 1e9", "option --temperature: found 1e9; expected"),
                arguments(
                        "evaluate FRAMES --reference FRAMES --temperature -1",
                        "option --temperature: found -1; expected a temperature in kelvin, above 0"),
                arguments("preview FRAMES -o f.png --temperature -1", "option --temperature: found -1; expected"),
                arguments(
                        "preview FRAMES -o f.png --align 1", "option --align: found 1; expected heavy, or at least 3"),
                arguments("preview FRAMES -o f.png --align 1,2,2", "option --align: found 1,2,2; expected"),
                arguments("generate CCO -n 1 -o x.sdf --jobs 100000", "option --jobs: found 100000; expected"),
                arguments("sample m -n 1 -o x.sdf --format xyz", "option --format: found with x.sdf"),
                arguments("sample m -o f.sdf", "missing option --number"),
                arguments("sample m -n 0 -o f.sdf", "option --number: found 0; expected a whole number, at least 1"),
                arguments("sample m -n -3 -o f.sdf", "option --number: found -3; expected a whole number, at least 1"),
                arguments(
                        "sample m -n many -o f.sdf",
                        "option --number: found many; expected a whole number, at least 1"),
                arguments("evaluate FRAMES", "missing option --reference"),
                arguments(
                        "preview FRAMES -o f.jpg",
                        "option --output: found f.jpg; expected a name that ends with one of .png .gif .spt .pngj .html"),
                arguments("preview FRAMES -o f.png --conformers 0", "option --conformers: found 0"),
                arguments("preview FRAMES", "missing option --output or --gui"),
                arguments("preview FRAMES -o f.png --size 12", "option --size: found 12; expected width and height"),
                arguments("preview FRAMES -o f.png --size 9x900", "option --size: found width of 9 pixels; expected"),
                arguments("preview FRAMES -o f.png --background red", "--background: found red; expected white, black"),
                arguments("preview FRAMES -o f.png --view side", "expected one of overlay|clusters|flexibility"),
                arguments("preview FRAMES -o f.png --style ribbon", "expected one of balls|sticks|spheres|lines"),
                arguments(
                        "preview FRAMES -o f.png --align all", "option --align: found all; expected heavy, or numbers"),
                arguments(
                        "preview FRAMES -o f.png --align 1,2,10",
                        "option --align: found 10; expected numbers from 1 to 9"),
                arguments("preview FRAMES -o f.png -n 5", "option --number: found with "),
                arguments(
                        "preview FRAMES -o f.html --temperature 0",
                        "--temperature: found 0; expected a temperature in kelvin, above 0"),
                arguments("evaluate FRAMES --reference FRAMES -o f.txt", "expected a name that ends with .html"),
                arguments("demo somewhere", "unexpected operand somewhere"),
                arguments("demo --steps 0", "option --steps: found 0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongLines")
    void exitsWithTwoAndSaysWhatWasFoundAndExpected(String line, String message) {
        Command.Result result =
                Command.run((Object[]) line.replace("FRAMES", frames.toString()).split(" "));

        assertThat(result.code()).isEqualTo(Main.WRONG_USE);
        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.err().lines().findFirst().orElseThrow())
                .startsWith("cdkdrift")
                .contains(message);
        assertThat(result.err().lines().skip(1)).allMatch(usage -> usage.startsWith("usage: cdkdrift "));
        assertThat(result.out()).isEmpty();
    }

    /** Every option with a number, in a command line that is right otherwise. */
    static Stream<Arguments> valuesThatAreNoNumbers() {
        Map<String, String> lines = Map.of(
                "generate", "generate C -n 1 -o x.sdf",
                "train", "train FRAMES -o x.drift",
                "sample", "sample MODEL -n 1 -o x.sdf",
                "simulate", "simulate MODEL --time 1ps -o x.extxyz",
                "evaluate", "evaluate FRAMES --reference FRAMES",
                "label", "label C --potential mmff94 -o x.extxyz",
                "convert", "convert FRAMES x.sdf",
                "inspect", "inspect FRAMES",
                "preview", "preview FRAMES -o x.png",
                "demo", "demo -o x");
        assertThat(Main.SUBCOMMANDS).extracting(Subcommand::name).allMatch(lines::containsKey);
        return Main.SUBCOMMANDS.stream().flatMap(subcommand -> subcommand.options().getOptions().stream()
                .filter(option -> option.hasArg() && NUMBERS.contains(option.getArgName()))
                .flatMap(option -> Stream.of("much", "NaN", "1e999", "-9e9")
                        .map(value -> arguments(
                                withOption(lines.get(subcommand.name()), option.getLongOpt(), value),
                                option.getLongOpt()))));
    }

    /** In place of the same option, where the line has it. */
    private static String withOption(String line, String option, String value) {
        Map<String, String> given = Map.of("number", " -n 1", "time", " --time 1ps");
        return line.replace(given.getOrDefault(option, "…"), "") + " --" + option + " " + value;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesThatAreNoNumbers")
    void valuesThatAreNoNumbersAreRefusedBeforeAnyWork(String line, String option) {
        Path model = Path.of("..", "..", "test-data", "golden", "model-format-6.drift");
        Command.Result result = Command.run((Object[]) line.replace("FRAMES", frames.toString())
                .replace("MODEL", model.toString())
                .replace(" x", " " + folder.resolve("x"))
                .split(" "));

        assertThat(result.code()).as(result.err()).isEqualTo(Main.WRONG_USE);
        assertThat(result.err()).contains("option --" + option + ": found ");
    }

    @Test
    void nothingAtAllPrintsTheOverviewAsAnError() {
        Command.Result result = Command.run();

        assertThat(result.code()).isEqualTo(Main.WRONG_USE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("usage: cdkdrift COMMAND")
                .contains("demo")
                .contains("preview");
    }

    @Test
    void unitsOfAFileThatIsNoneOfFramesAreWrongUse() {
        Path sdf = folder.resolve("some.sdf");
        Command.run("convert", frames, sdf).done();

        Command.Result result = Command.run("convert", sdf, folder.resolve("some.xyz"), "--units", "eV/A");

        assertThat(result.code()).isEqualTo(Main.WRONG_USE);
        assertThat(result.err()).contains("option --units: found for ");
    }
}
