package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.model.RunFields;
import io.github.cdkdrift.model.SamplingSettings;
import io.github.cdkdrift.viewer.EnsemblePreview;
import io.github.cdkdrift.viewer.JmolWindow;
import io.github.cdkdrift.viewer.PreviewSettings;
import io.github.cdkdrift.viewer.report.ReportPage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift preview}. */
final class PreviewCommand implements Subcommand {
    private static final String GUI = "gui";
    private static final List<String> ENDINGS = List.of(".png", ".gif", ".spt", ".pngj", ".html");

    @Override
    public String name() {
        return "preview";
    }

    @Override
    public String summary() {
        return "show conformers: picture, animation, Jmol script, page, or Jmol's window";
    }

    @Override
    public List<String> operands() {
        return List.of("ENSEMBLE|MODEL");
    }

    @Override
    public String requiredOptions() {
        return "-o OUT | --" + GUI;
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(CommonOptions.output(
                "OUT",
                "a picture (.png), an animation (.gif), a script for Jmol (.spt), a picture that Jmol reopens (.pngj), or a"
                        + " page for a browser (.html)"));
        options.addOption(CommonOptions.format("png"));
        options.addOption(null, GUI, false, "open Jmol's window and wait until it is closed");
        PreviewOptions.addTo(options);
        options.addOption(valued(
                CommonOptions.TEMPERATURE,
                "K",
                "for free energies in kcal/mol on a page (a model's own, otherwise kT)"));
        FrameInput.addCharge(options);
        EnsembleInput.addTo(options);
        return options;
    }

    @Override
    public String remarks() {
        return "ENSEMBLE: .sdf, .xyz, .extxyz, .cml or .npz, each also with .gz; a script needs one of the first four. A page (.html) may"
                + " be of several molecules of an .sdf or .cml file; all else is of one.\n"
                + "Example: cdkdrift preview ethanol.sdf -o ethanol.png --view clusters\n"
                + "Example: cdkdrift preview ethanol.drift -n 5000 -o ethanol.html";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        FileUse files = new FileUse().reads("operand ENSEMBLE", arguments.input(0));
        Optional<Path> output = output(arguments);
        files.writes(CommonOptions.OUTPUT, output);
        if (output.isPresent() && ending(output.get()).equals(".spt") && EnsembleInput.isModel(arguments.input(0))) {
            files.writes("the conformers for the script", conformers(output.get()));
        }
        return files;
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        Optional<Path> output = output(arguments);
        if (output.isEmpty() && !arguments.has(GUI)) {
            throw new UsageException("missing option --" + CommonOptions.OUTPUT + " or --" + GUI);
        }
        if (output.isPresent()) {
            requireKnown(output.get());
        }
        arguments.temperature();
        PreviewSettings settings = PreviewOptions.settings(arguments);
        if (output.isPresent() && BatchPages.isPage(output.get()) && !EnsembleInput.isModel(arguments.input(0))) {
            List<ConformerEnsemble> several = EnsembleInput.molecules(arguments, arguments.input(0), console);
            if (several.size() > 1) {
                writeBatch(arguments, several, output.get(), console);
                return;
            }
        }
        EnsembleInput input = EnsembleInput.read(arguments, arguments.input(0), console);
        PreviewOptions.requireAtoms(settings, input.ensemble());
        if (output.isPresent()) {
            try (StageProgress stages = new StageProgress(console, "")) {
                stages.onBriefStage("making " + output.get());
                write(arguments, input, output.get(), settings, console);
            }
            console.say("wrote " + output.get());
        }
        if (arguments.has(GUI)) {
            show(input.ensemble(), settings);
        }
    }

    private static void writeBatch(Arguments arguments, List<ConformerEnsemble> several, Path output, Console console)
            throws UsageException, IOException {
        BatchPages pages = new BatchPages(output, arguments.command("preview"));
        List<GenerateReport.Line> lines = new ArrayList<>();
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage(String.format(Locale.ROOT, "making pages of %,d molecules", several.size()));
            for (int i = 0; i < several.size(); i++) {
                lines.add(GenerateLines.ofFile(i + 1, several.get(i)));
                pages.write(lines.get(i), several.get(i), arguments.temperature());
                stages.onPart((i + 1.0) / several.size(), "");
            }
            pages.writeIndex(writer -> {
                for (GenerateReport.Line line : lines) {
                    writer.write(line);
                }
            });
        }
        console.say("wrote " + output);
    }

    private static Optional<Path> output(Arguments arguments) throws UsageException, IOException {
        return arguments.outputFile(CommonOptions.OUTPUT, "png");
    }

    private static Path conformers(Path script) {
        String name = script.getFileName().toString();
        return script.resolveSibling(name.substring(0, name.length() - ".spt".length()) + "-conformers.sdf");
    }

    private static String ending(Path output) {
        String name = output.toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().filter(name::endsWith).findFirst().orElse("");
    }

    private static void requireKnown(Path output) throws UsageException {
        if (ending(output).isEmpty()) {
            throw UsageException.value(
                    CommonOptions.OUTPUT, output, "a name that ends with one of " + String.join(" ", ENDINGS));
        }
    }

    private static void write(
            Arguments arguments, EnsembleInput input, Path output, PreviewSettings settings, Console console)
            throws UsageException, IOException, CDKException {
        ConformerEnsemble ensemble = input.ensemble();
        switch (ending(output)) {
            case ".png" -> EnsemblePreview.writePng(ensemble, output, settings);
            case ".gif" -> EnsemblePreview.writeGif(ensemble, output, settings);
            case ".pngj" -> EnsemblePreview.writePngj(ensemble, output, settings);
            case ".spt" -> writeScript(arguments, input, output, settings, console);
            default -> ReportPage.write(
                    PageContent.of(
                            "Conformers of " + arguments.operandName(0).getFileName(),
                            input,
                            input.model(),
                            arguments.temperature(),
                            arguments.command("preview")),
                    output,
                    settings);
        }
    }

    /** A script needs a file to load; conformers of a model get one beside it. */
    private static void writeScript(
            Arguments arguments, EnsembleInput input, Path script, PreviewSettings settings, Console console)
            throws UsageException, IOException, CDKException {
        Path conformers = arguments.input(0);
        if (input.model() != null) {
            conformers = conformers(script);
            ConformerWriter.write(
                    conformers,
                    input.ensemble(),
                    RunFields.of(input.model(), SamplingSettings.seed(arguments.seed(0))));
            console.say("wrote " + conformers);
        }
        EnsemblePreview.writeScript(input.ensemble(), conformers, script, settings);
    }

    private static void show(ConformerEnsemble ensemble, PreviewSettings settings) throws IOException {
        try {
            JmolWindow.show(ensemble, settings);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while Jmol's window was open").initCause(e);
        }
    }
}
