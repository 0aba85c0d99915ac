package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.training.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "generate",
                "label",
                "inspect",
                "train",
                "sample",
                "simulate",
                "evaluate",
                "convert",
                "preview"
            })
    void everySubcommandExplainsItselfOnStandardOutput(String name) {
        Command.Result result = Command.run(name, "--help").done();

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("usage: cdkdrift " + name);
        assertThat(result.out()).contains("--quiet", "--help", "--version");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
        String options = result.out().split("\\R\\R")[2];
        assertThat(options.lines()).hasSizeGreaterThan(2).allMatch(line -> line.startsWith("  "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "generate",
                "label",
                "inspect",
                "train",
                "sample",
                "simulate",
                "evaluate",
                "convert",
                "preview"
            })
    void everySubcommandTellsTheVersion(String name) {
        assertThat(Command.run(name, "--version").done().out())
                .matches("cdkdrift \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void theOverviewNamesAllSubcommands(String word) {
        assertThat(Command.run(word).done().out())
                .contains(
                        "demo",
                        "generate",
                        "label",
                        "inspect",
                        "train",
                        "sample",
                        "simulate",
                        "evaluate",
                        "convert",
                        "preview");
    }

    @Test
    void helpNeedsNoOperands() {
        assertThat(Command.run("train", "-h").done().out()).contains("--temperature K");
    }

    @Test
    void defaultsOfTrainingAreThoseOfTheLibrary() {
        TrainingSettings standard = TrainingSettings.defaults();

        assertThat(Command.run("train", "--help").done().out().replaceAll("\\s+", " "))
                .contains("training steps (" + standard.optimiser().steps() + ")")
                .contains("frames that the potential is fitted to ("
                        + standard.equilibrium().fit().frames() + ")")
                .contains("hidden layer (" + standard.network().width() + ")");
    }
}
