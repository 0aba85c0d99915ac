package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion script knows the commands, options and choices that the command has. */
class CompletionTest {
    private static final Path SCRIPT = Path.of("completion", "cdkdrift.bash");
    private static final Pattern CHOICES = Pattern.compile("[a-z][a-z0-9+-]*(\\|[a-z][a-z0-9+-]*)+");

    private static Options options(Subcommand subcommand) {
        Options options = subcommand.options();
        CommonOptions.addTo(options);
        return options;
    }

    private static String optionsOf(Subcommand subcommand) {
        String names = options(subcommand).getOptions().stream()
                .map(option -> "--" + option.getLongOpt())
                .sorted()
                .collect(Collectors.joining(" "));
        return "        " + subcommand.name() + ") options=\"" + names + "\" ;;\n";
    }

    private static Stream<String> choicesOf(Subcommand subcommand) {
        return options(subcommand).getOptions().stream()
                .filter(Option::hasArg)
                .map(option -> choices(subcommand, option))
                .filter(line -> !line.isEmpty())
                .sorted();
    }

    private static String choices(Subcommand subcommand, Option option) {
        Matcher choices = CHOICES.matcher(option.getDescription());
        return choices.find()
                ? "        \"" + subcommand.name() + " --" + option.getLongOpt() + "\") choices=\""
                        + choices.group().replace('|', ' ') + "\" ;;\n"
                : "";
    }

    private static String script() {
        String names = Main.SUBCOMMANDS.stream().map(Subcommand::name).collect(Collectors.joining(" "));
        String options =
                Main.SUBCOMMANDS.stream().map(CompletionTest::optionsOf).collect(Collectors.joining());
        String choices =
                Main.SUBCOMMANDS.stream().flatMap(CompletionTest::choicesOf).collect(Collectors.joining());
        return """
                # Completion of the cdkdrift command: source this file, for example in ~/.bashrc. In zsh first:
                #   autoload -U bashcompinit && bashcompinit
                # CompletionTest says when it is not up to date, and writes a new one.
                _cdkdrift() {
                    local word=${COMP_WORDS[COMP_CWORD]} options="" choices=""
                    if [ "$COMP_CWORD" -eq 1 ]; then
                        COMPREPLY=($(compgen -W "%s --help --version" -- "$word"))
                        return
                    fi
                    case "${COMP_WORDS[1]}" in
                %s    esac
                    case "${COMP_WORDS[1]} ${COMP_WORDS[COMP_CWORD - 1]}" in
                %s    esac
                    case "$word" in
                        -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;;
                        *)
                            if [ -n "$choices" ]; then
                                COMPREPLY=($(compgen -W "$choices" -- "$word"))
                            else
                                COMPREPLY=($(compgen -f -- "$word"))
                            fi
                            ;;
                    esac
                }
                complete -o filenames -F _cdkdrift cdkdrift
                """
                .formatted(names, options, choices);
    }

    @Test
    void theScriptIsUpToDate() throws IOException {
        String expected = script();
        Path fresh = Files.writeString(Path.of("target", "cdkdrift.bash"), expected);
        assertThat(SCRIPT)
                .as("copy %s over it", fresh.toAbsolutePath())
                .content(StandardCharsets.UTF_8)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "gen, generate",
        "generate --eff, --effort",
        "generate --effort th, thorough",
        "preview --view cl, clusters",
        "train po, pom.xml"
    })
    void bashCompletes(String words, String expected) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash is not installed");
        String line = "source " + SCRIPT + "; COMP_WORDS=(cdkdrift " + words
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _cdkdrift; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder(List.of("/bin/bash", "-c", line))
                .redirectErrorStream(true)
                .start();
        String found = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(found).isZero();
        assertThat(found.strip().lines()).contains(expected);
    }
}
