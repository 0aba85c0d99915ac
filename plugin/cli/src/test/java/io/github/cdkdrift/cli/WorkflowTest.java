package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.ensemble.Conformer;
import io.github.cdkdrift.evaluation.EvaluationReport;
import io.github.cdkdrift.evaluation.Metric;
import io.github.cdkdrift.evaluation.Metrics;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.EnsembleFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.exception.CDKException;

/** Every subcommand on small input, one after the other as a user would call them. */
@Tag("slow")
class WorkflowTest {
    private static final String[] SMALL = {"--width", "16", "--layers", "1", "--batch", "32", "--first", "100"};

    @TempDir
    static Path folder;

    private static Path frames;
    private static Path model;
    private static Path conformers;
    private static Command.Result training;

    @BeforeAll
    static void trainAndSample() throws IOException {
        frames = Command.ethanolFrames(folder);
        model = folder.resolve("ethanol.drift");
        conformers = folder.resolve("ethanol.sdf");
        training = train(model, "--steps", "60").done();
        Command.run("sample", model, "-n", 50, "-o", conformers).done();
    }

    private static Command.Result train(Path output, Object... more) {
        Object[] words = new Object[4 + SMALL.length + more.length];
        System.arraycopy(new Object[] {"train", frames, "-o", output}, 0, words, 0, 4);
        System.arraycopy(SMALL, 0, words, 4, SMALL.length);
        System.arraycopy(more, 0, words, 4 + SMALL.length, more.length);
        return Command.run(words);
    }

    /** Without equilibrium samples, which take most of the time. */
    private static Command.Result trainOnFrames(Path output, Object... more) {
        Object[] words = new Object[2 + more.length];
        words[0] = "--positives";
        words[1] = "frames";
        System.arraycopy(more, 0, words, 2, more.length);
        return train(output, words);
    }

    /** 100 frames, 50 fs, leave much open, and the verdict says so. */
    @Test
    void trainSaysWhatItTrainsOnAndWhere() {
        assertThat(training.err())
                .startsWith("C2H6O, 100 frames; ND4J ")
                .contains("wrote ", "ethanol.drift\n", "do not trust the model yet: the labels leave the energies");
        assertThat(training.out()).isEmpty();
    }

    @Test
    void trainTakesAMoleculeAsSmiles() {
        trainOnFrames(folder.resolve("smiles.drift"), "--steps", 1, "--molecule", "OCC")
                .done();
    }

    @Test
    void aMoleculeThatIsNotInTheFramesIsAnError() {
        Command.Result result = train(folder.resolve("wrong.drift"), "--steps", 1, "--molecule", "CCN");

        assertThat(result.code()).isEqualTo(Main.FAILED);
        assertThat(result.err())
                .startsWith("cdkdrift train: ")
                .contains("C2H6O", "C2H7N")
                .hasLineCount(1);
        assertThat(folder.resolve("wrong.drift")).doesNotExist();
    }

    @Test
    void aResumedTrainingEndsWithTheSameBytes() throws IOException {
        Path whole = folder.resolve("whole.drift");
        Path resumed = folder.resolve("resumed.drift");
        Path checkpoint = folder.resolve("run.checkpoint");
        trainOnFrames(whole, "--steps", 120, "--checkpoint", checkpoint, "--checkpoint-every", 100)
                .done();

        Command.Result result = train(resumed, "--resume", checkpoint);

        assertThat(result.code()).as(result.err()).isEqualTo(Main.WRONG_USE);
        Command.run("train", frames, "-o", resumed, "--first", 100, "--resume", checkpoint)
                .done();
        assertThat(resumed).hasSameBinaryContentAs(whole);
        Files.delete(resumed);
        trainOnFrames(resumed, "--steps", 120, "--resume", checkpoint).done();
        assertThat(resumed).hasSameBinaryContentAs(whole);
    }

    @Test
    void sampleWeighsConformersTowardsAnotherPotential() throws IOException, CDKException {
        Path output = folder.resolve("weighted.sdf");

        Command.Result result = Command.run("sample", model, "-n", 20, "-o", output, "--reweight", "mmff94")
                .done();

        double sum = 0;
        for (Conformer conformer : EnsembleFiles.read(output).conformers()) {
            sum += conformer.properties().get("weight");
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(result.err()).contains("weights towards MMFF94 at ").contains(" of 20 conformers");
    }

    @Test
    void sampleWeighsAndDrawsExactly() throws IOException, CDKException {
        Path output = folder.resolve("exact.sdf");

        Command.Result weighted = Command.run("sample", model, "-n", 200, "-o", output, "--weights", "--no-energies")
                .done();

        assertThat(weighted.err())
                .contains("of 200 conformers, an effective share of 0.")
                .contains("Rotamer states by weight:")
                .contains(" free energy 0.00 kcal/mol");
        List<Conformer> conformers = EnsembleFiles.read(output).conformers();
        assertThat(conformers.get(0).properties())
                .containsKeys("weight", "state")
                .doesNotContainKey("energy");

        Command.Result exact =
                Command.run("sample", model, "-n", 300, "-o", output, "--exact").done();

        assertThat(exact.err())
                .contains("exact samples of ")
                .contains("% of the draws accepted")
                .contains("split-R̂ ");
        assertThat(EnsembleFiles.read(output).conformers()).hasSize(300);
        Command.Result polished = Command.run(
                        "sample", model, "-n", 60, "-o", output, "--reweight", "mmff94", "--polish", 2)
                .done();
        assertThat(polished.err()).contains("weights towards MMFF94 at ");
        Command.Result swallowed = Command.run("sample", "--exact", model, "-n", 3, "-o", output);
        assertThat(swallowed.err()).contains("was taken for the NAME of --exact: put MODEL first");
        Command.Result both = Command.run("sample", model, "-n", 3, "-o", output, "--exact", "--weights");
        assertThat(both.code()).isEqualTo(Main.WRONG_USE);
        assertThat(both.err()).contains("expected one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdf", "xyz", "extxyz", "cml", "sdf.gz", "xyz.gz"})
    void sampleWritesAsManyConformersAsAskedFor(String extension) throws IOException, CDKException {
        Path output = folder.resolve("seven." + extension);

        Command.Result result =
                Command.run("sample", model, "-n", 7, "-o", output, "--seed", 3).done();

        assertThat(EnsembleFiles.read(output).size()).isEqualTo(7);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("rejected").contains("wrote 7 conformers of C2H6O to ");
    }

    @Test
    void theSeedDecidesTheConformers() throws IOException {
        Path first = folder.resolve("a.sdf");
        Path again = folder.resolve("b.sdf");
        Path other = folder.resolve("c.sdf");
        Command.run("sample", model, "-n", 3, "-o", first, "--seed", 1).done();
        Command.run("sample", model, "-n", 3, "-o", again, "--seed", 1).done();
        Command.run("sample", model, "-n", 3, "-o", other, "--seed", 2).done();

        assertThat(again).hasSameBinaryContentAs(first);
        assertThat(Files.mismatch(first, other)).isNotEqualTo(-1);
    }

    @Test
    void quietSaysNothing() {
        Command.Result result = Command.run("sample", model, "-n", 1, "-o", folder.resolve("quiet.sdf"), "-q")
                .done();

        assertThat(result.out() + result.err()).isEmpty();
    }

    @Test
    void evaluatePrintsBothFloorsAndWritesJson() throws IOException, CDKException {
        Path json = folder.resolve("report.json");

        Command.Result result = Command.run(
                        "evaluate", conformers, "--reference", frames, "--training", frames, "--json", json)
                .done();

        assertThat(result.out()).contains("generated", "training frames", "perfect sampler", "TVD", "C2-C1-O3-H9");
        // Where it takes longer it says what it is at.
        assertThat(result.err().lines()).allMatch(line -> line.matches("(reading|comparing)[ :].*"));
        EvaluationReport report = EvaluationReport.fromJson(Files.readString(json), json.toString());
        assertThat(report.generatedConformers()).isEqualTo(50);
        assertThat(result.out()).startsWith(report.toText()).contains("Verdict: the ensemble ");
    }

    @Test
    void inspectPrintsToStandardOutput() {
        Command.Result result = Command.run("inspect", frames, "--every", 10).done();

        assertThat(result.out())
                .contains("C2H6O")
                .contains("200")
                .containsPattern("temperature {17}[34][0-9]{2} ± [0-9]+ K");
        assertThat(result.err().lines()).allMatch(line -> line.matches("(reading|measuring)[ :].*"));
    }

    @Test
    void inspectSaysWhyThereIsNoTemperature() throws IOException {
        Path atom = Files.writeString(
                folder.resolve("atom.extxyz"), "1\nProperties=species:S:1:pos:R:3:forces:R:3\nHe 0 0 0 0 0 0\n");

        assertThat(Command.run("inspect", atom).done().out()).contains("temperature                 unknown: one atom");
        assertThat(Command.run("inspect", frames, "--first", 9).done().out())
                .contains("temperature                 unknown: expected at least 20 frames");
    }

    @Test
    void framesKeepTheirForcesThroughConversion() throws IOException, CDKException {
        Path text = folder.resolve("frames.extxyz.gz");
        Path archive = folder.resolve("back.npz");
        Command.run("convert", frames, text).done();
        Command.run("convert", text, archive).done();

        ForceFrames before = ForceFrames.read(frames);
        ForceFrames after = ForceFrames.read(archive);
        assertThat(after.size()).isEqualTo(before.size());
        assertThat(after.positions(1999)).isEqualTo(before.positions(1999));
        assertThat(after.forces(1999)).isEqualTo(before.forces(1999));
        assertThat(after.energies()).isEqualTo(before.energies());
    }

    @Test
    void conversionSaysWhenForcesAreLost() throws IOException, CDKException {
        Path sdf = folder.resolve("frames.sdf");

        Command.Result result = Command.run("convert", frames, sdf).done();

        assertThat(result.err()).contains("without the forces");
        assertThat(EnsembleFiles.read(sdf).size()).isEqualTo(2000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "extxyz", "cml", "npz", "sdf.gz"})
    void conformersConvertToEveryFormat(String extension) throws IOException, CDKException {
        Path output = folder.resolve("converted." + extension);

        Command.run("convert", conformers, output).done();

        assertThat(EnsembleFiles.read(output).conformers().get(49).positions())
                .isEqualTo(EnsembleFiles.read(conformers).conformers().get(49).positions());
    }

    @Test
    void previewDrawsAPicture() throws IOException {
        Path picture = folder.resolve("ethanol.png");
        Command.run("preview", conformers, "-o", picture, "--conformers", 5).done();

        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1200);
    }

    @Test
    void previewWritesAScriptThatNamesTheEnsemble() throws IOException {
        Path script = folder.resolve("ethanol.spt");
        Command.run("preview", conformers, "-o", script).done();

        assertThat(Files.readString(script)).contains("ethanol.sdf");
    }

    @Test
    void previewTakesAModelAndEveryKindOfOutput() throws IOException, CDKException {
        for (String ending : List.of("gif", "pngj", "html", "spt", "png")) {
            Path output = folder.resolve("model." + ending);
            Command.run("preview", model, "-n", 20, "-o", output, "--size", "160x120", "--conformers", 3)
                    .done();
            assertThat(output).isNotEmptyFile();
        }
        assertThat(Files.readString(folder.resolve("model.spt"))).contains("model-conformers.sdf");
        assertThat(EnsembleFiles.read(folder.resolve("model-conformers.sdf")).size())
                .isEqualTo(20);
        assertThat(Files.readString(folder.resolve("model.html")))
                .contains("cdkdrift preview ", " -n 20 ", "Width ratio", "kcal/mol");
    }

    @Test
    void previewTakesSizeBackgroundStyleViewAndAtoms() throws IOException {
        Path picture = folder.resolve("look.png");
        Command.run(
                        "preview",
                        conformers,
                        "-o",
                        picture,
                        "--size",
                        "160x120",
                        "--background",
                        "#102030",
                        "--style",
                        "sticks",
                        "--view",
                        "clusters",
                        "--align",
                        "1,2,3")
                .done();
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(160);
        assertThat(image.getHeight()).isEqualTo(120);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xFF102030);
    }

    /** Every figure of the JSON stands on the page to the last digit. */
    @Test
    void thePageOfAnEvaluationHasTheNumbersOfItsJson() throws IOException, CDKException {
        Path json = folder.resolve("page.json");
        Path page = folder.resolve("page.html");

        Command.Result result = Command.run(
                        "evaluate",
                        model,
                        "-n",
                        40,
                        "--reference",
                        frames,
                        "--training",
                        frames,
                        "--json",
                        json,
                        "-o",
                        page)
                .done();

        EvaluationReport report = EvaluationReport.fromJson(Files.readString(json), json.toString());
        assertThat(result.out()).startsWith(report.toText()).contains("Verdict: the ensemble ");
        String html = Files.readString(page);
        for (Metrics metrics : List.of(report.generated(), report.training(), report.floor())) {
            for (Map<?, Double> figures : List.of(metrics.values(), metrics.typeTvd(), metrics.torsionJsd())) {
                assertThat(figures.values())
                        .allSatisfy(value -> assertThat(html).contains("<data value=\"" + value + "\">"));
            }
        }
        for (Metric metric : report.generated().values().keySet()) {
            assertThat(html).contains(metric.label());
        }
        report.rejected().forEach((reason, count) -> assertThat(html).contains("<data value=\"" + count + "\">"));
        assertThat(html)
                .contains("cdkdrift evaluate ", "SHA-256 of their contents", "from the torques on the training frames");
    }

    @Test
    void aModelTellsItsTrainingOnThePageOfItsConformers() throws IOException {
        Path page = folder.resolve("with-model.html");
        Command.run("evaluate", conformers, "--model", model, "--reference", frames, "-o", page)
                .done();
        assertThat(Files.readString(page)).contains("Width ratio", "Not known: the ensemble was read from a file");
    }

    @Test
    void trainPlotsItsCurves() throws IOException {
        Path plot = folder.resolve("curves.svg");
        trainOnFrames(folder.resolve("plotted.drift"), "--steps", 60, "--plot", plot)
                .done();
        assertThat(Files.readString(plot)).startsWith("<svg xmlns=").contains("Loss", "Width ratio");
    }

    @Test
    void demoLeavesModelConformersPictureAndScript() throws IOException, CDKException {
        Path demo = folder.resolve("my demo");

        Command.Result result = Command.run("demo", "-o", demo, "--steps", 2).done();

        assertThat(result.out()).contains("training frames", "perfect sampler");
        assertThat(result.err()).contains("What next:").contains("'" + demo.resolve("ethanol.drift") + "'");
        assertThat(EnsembleFiles.read(demo.resolve("ethanol.sdf")).size()).isEqualTo(1000);
        assertThat(demo.resolve("ethanol.png")).isNotEmptyFile();
        assertThat(demo.resolve("ethanol.spt")).isNotEmptyFile();
        assertThat(Files.readString(demo.resolve("ethanol.html"))).contains("cdkdrift demo ");
        assertThat(demo.resolve("ethanol.drift")).isNotEmptyFile();
    }
}
