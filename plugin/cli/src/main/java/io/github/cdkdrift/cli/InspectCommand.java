package io.github.cdkdrift.cli;

import io.github.cdkdrift.dynamics.ConfigurationalTemperature;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.frames.LabelInspection;
import io.github.cdkdrift.frames.UnitCheck;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** {@code cdkdrift inspect}. */
final class InspectCommand implements Subcommand {
    @Override
    public String name() {
        return "inspect";
    }

    @Override
    public String summary() {
        return "tell what frames with forces hold: temperature, independence, coverage, units";
    }

    @Override
    public List<String> operands() {
        return List.of("FRAMES");
    }

    @Override
    public String requiredOptions() {
        return "";
    }

    @Override
    public Options options() {
        Options options = new Options();
        FrameInput.addTo(options);
        return options;
    }

    @Override
    public String remarks() {
        return "Frames are taken to be consecutive ones of a trajectory.\nExample: cdkdrift inspect ethanol.extxyz";
    }

    @Override
    public FileUse files(Arguments arguments) throws UsageException, IOException {
        return new FileUse().reads("operand FRAMES", arguments.input(0));
    }

    @Override
    public void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException {
        ForceFrames frames = FrameInput.read(arguments, arguments.input(0), console);
        String text;
        try (StageProgress stages = new StageProgress(console, "")) {
            stages.onBriefStage("measuring " + frames.size() + " frames");
            text = LabelInspection.of(frames, FrameInput.graph(arguments, frames))
                    .toText(temperature(frames));
        }
        console.out().print(text);
    }

    private static String temperature(ForceFrames frames) throws CDKException {
        ConfigurationalTemperature temperature;
        try {
            temperature = ConfigurationalTemperature.of(frames);
        } catch (CDKException e) {
            return "unknown: " + e.getMessage();
        }
        UnitCheck.requirePlausible(frames, temperature.kelvin());
        return String.format(
                Locale.ROOT,
                "%.0f ± %.0f K (configurational, of %d frames)",
                temperature.kelvin(),
                temperature.standardError(),
                temperature.frames());
    }
}
