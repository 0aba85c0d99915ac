package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.viewer.EnsemblePreview;
import io.github.cdkdrift.viewer.PreviewSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift preview}. */
final class PreviewCommand implements Subcommand {
    private static final String CONFORMERS = "conformers";
    private static final String PICTURE = ".png";
    private static final String SCRIPT = ".spt";

    @Override
    public String name() {
        return "preview";
    }

    @Override
    public String summary() {
        return "draw conformers laid over each other";
    }

    @Override
    public List<String> operands() {
        return List.of("ENSEMBLE");
    }

    @Override
    public String requiredOptions() {
        return "-o OUT";
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(CommonOptions.output("OUT", "a picture (.png) or a script for Jmol (.spt)"));
        options.addOption(valued(
                CONFORMERS,
                "N",
                "how many to lay over each other (" + PreviewSettings.defaults().conformers() + ")"));
        return options;
    }

    @Override
    public String remarks() {
        return "Example: cdkdrift preview ethanol.sdf -o ethanol.png";
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        Path output = arguments.requiredFile(CommonOptions.OUTPUT);
        PreviewSettings settings = PreviewSettings.defaults();
        settings = settings.withConformers(arguments.integer(CONFORMERS, settings.conformers(), 1));
        String name = output.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(PICTURE) && !name.endsWith(SCRIPT)) {
            throw UsageException.value(
                    CommonOptions.OUTPUT, output, "a name that ends with " + PICTURE + " or " + SCRIPT);
        }
        Path file = arguments.operand(0);
        ConformerEnsemble ensemble = EnsembleFiles.read(file);
        if (name.endsWith(PICTURE)) {
            EnsemblePreview.writePng(ensemble, output, settings);
        } else {
            EnsemblePreview.writeScript(ensemble, file, output, settings);
        }
        console.say("wrote " + output);
    }
}
