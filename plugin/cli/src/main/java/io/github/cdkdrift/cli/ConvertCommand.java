package io.github.cdkdrift.cli;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.io.DrawingFiles;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.io.ForceUnits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        FrameInput.addCharge(options);
        FrameInput.addSkipping(options);
        options.addOption(CommonOptions.format("sdf"));
        return options;
    }

    @Override
    public String remarks() {
        return """
                Files: .sdf, .xyz, .extxyz, .cml (each also with .gz) or .npz. Forces come along between .npz and .extxyz;
                what is written is in kcal/mol and Å, or in units that are not known. - is standard input or output.
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
        boolean withForces = FrameConversion.hasForces(in);
        Optional<ForceUnits> units = FrameInput.units(arguments);
        if (units.isPresent() && !FrameConversion.holdsForces(in) && !FrameConversion.isXyz(in)) {
            throw new UsageException("option --units: found for " + arguments.operandName(0)
                    + "; expected frames, .xyz, .extxyz or .npz");
        }
        int count;
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("converting " + in);
            count = convert(arguments, in, out, withForces, console);
        }
        console.say(String.format(Locale.ROOT, "wrote %,d records to %s", count, out));
        if (withForces && !FrameConversion.holdsForces(out)) {
            console.say("without the forces, which this format has no place for");
        }
    }

    private static int convert(Arguments arguments, Path in, Path out, boolean withForces, Console console)
            throws UsageException, IOException, CDKException {
        if (withForces) {
            ForceFrames frames = FrameInput.read(arguments, in, console);
            if (FrameConversion.holdsForces(out)) {
                frames.write(out);
            } else {
                write(frames.ensemble(FrameInput.graphWithOrders(arguments, frames)), out, console);
            }
            if (!frames.units().known()) {
                console.say("the units are not known, and not stated in the output; --units says which they are");
            }
            return frames.size();
        }
        if (DrawingFiles.holdsDrawings(in)) {
            return DrawingFiles.copy(in, out);
        }
        ConformerEnsemble ensemble = EnsembleFiles.read(in, FrameInput.units(arguments), FrameInput.charge(arguments));
        write(ensemble, out, console);
        return ensemble.size();
    }

    private static Path output(Arguments arguments) throws UsageException, IOException {
        return arguments.output(1, "sdf");
    }

    private static void write(ConformerEnsemble ensemble, Path out, Console console) throws IOException, CDKException {
        if (FrameConversion.isNpz(out)) {
            FrameConversion.writeNpz(ensemble, out);
            if (ensemble.conformers().stream()
                    .anyMatch(conformer -> conformer.data().isPresent())) {
                console.say("without names and data fields, which npz has no place for");
            }
        } else {
            ConformerWriter.write(out, ensemble);
        }
    }
}
