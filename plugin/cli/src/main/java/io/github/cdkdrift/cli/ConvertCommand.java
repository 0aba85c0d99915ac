package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.io.EnsembleFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift convert}. */
final class ConvertCommand implements Subcommand {
    @Override
    public String name() {
        return "convert";
    }

    @Override
    public String summary() {
        return "write frames or conformers in another format";
    }

    @Override
    public List<String> operands() {
        return List.of("IN", "OUT");
    }

    @Override
    public String requiredOptions() {
        return "";
    }

    @Override
    public Options options() {
        Options options = new Options();
        FrameInput.addUnits(options);
        options.addOption(CommonOptions.format("sdf"));
        return options;
    }

    @Override
    public String remarks() {
        return """
                Files: .sdf, .xyz, .extxyz, .cml (each also with .gz) or .npz. Forces come along between .npz and .extxyz;
                what is written is in kcal/mol and Å. - is standard input or output.
                Example: cdkdrift convert ethanol.npz ethanol.extxyz""";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        return new FileUse().reads("operand IN", arguments.input(0)).writes("operand OUT", output(arguments));
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        Path in = arguments.input(0);
        Path out = output(arguments);
        boolean unitsGiven = FrameInput.units(arguments).isPresent();
        boolean withForces = FrameConversion.hasForces(in);
        if (unitsGiven && !withForces) {
            throw new UsageException("option --units: found for a file without forces; expected one with forces");
        }
        int count;
        if (withForces && FrameConversion.holdsForces(out)) {
            ForceFrames frames = FrameInput.read(arguments, in);
            frames.write(out);
            count = frames.size();
        } else {
            ConformerEnsemble ensemble = withForces ? frames(arguments, in) : EnsembleFiles.read(in);
            write(ensemble, out);
            count = ensemble.size();
        }
        console.say(String.format(Locale.ROOT, "wrote %,d records to %s", count, out));
        if (withForces && !FrameConversion.holdsForces(out)) {
            console.say("without the forces, which this format has no place for");
        }
    }

    private static Path output(Arguments arguments) throws UsageException, IOException {
        return arguments.output(1, "sdf");
    }

    private static ConformerEnsemble frames(Arguments arguments, Path in)
            throws UsageException, IOException, CDKException {
        ForceFrames frames = FrameInput.read(arguments, in);
        return frames.ensemble(FrameInput.graph(arguments, frames));
    }

    private static void write(ConformerEnsemble ensemble, Path out) throws IOException, CDKException {
        if (FrameConversion.isNpz(out)) {
            FrameConversion.writeNpz(ensemble, out);
        } else {
            ConformerWriter.write(out, ensemble);
        }
    }
}
