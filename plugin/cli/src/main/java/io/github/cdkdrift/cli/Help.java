package io.github.cdkdrift.cli;

import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.help.TextHelpAppendable;

/** Usage texts. */
final class Help {
    private static final int WIDTH = 100;
    private static final int OPTION_COLUMN = 28;
    private static final int COMMAND_COLUMN = 11;

    private final StringBuilder text = new StringBuilder();

    private Help() {}

    /** Everything about the command. */
    static String overview(List<Subcommand> subcommands) {
        Help help = new Help();
        help.line(
                0,
                "cdkdrift samples conformers of molecules with their Boltzmann populations, and trains networks that draw any number of them.");
        help.gap();
        help.line(0, "usage: cdkdrift COMMAND … (cdkdrift COMMAND --help says more)");
        help.gap();
        for (Subcommand subcommand : subcommands) {
            help.entry(COMMAND_COLUMN, subcommand.name(), subcommand.summary());
        }
        help.gap();
        help.line(0, "Exit codes: 0 done, 1 failed while working, 2 wrong use.");
        return help.text.toString();
    }

    /** Everything about a subcommand. */
    static String of(Subcommand subcommand, Options options) {
        Help help = new Help();
        help.line(0, usage(subcommand));
        help.gap();
        help.line(0, subcommand.summary());
        help.gap();
        for (Option option : options.getOptions()) {
            help.entry(OPTION_COLUMN, spelling(option), option.getDescription());
        }
        if (!subcommand.remarks().isEmpty()) {
            help.gap();
            subcommand.remarks().lines().forEach(remark -> help.line(0, remark));
        }
        return help.text.toString();
    }

    /** The one line that shows how a subcommand is written. */
    static String usage(Subcommand subcommand) {
        String operands = String.join(" ", subcommand.operands());
        return String.join(
                        " ", "usage: cdkdrift", subcommand.name(), operands, subcommand.requiredOptions(), "[options]")
                .replaceAll(" +", " ");
    }

    private static String spelling(Option option) {
        String letter = option.getOpt() == null ? "    " : "-" + option.getOpt() + ", ";
        String value = option.hasArg() ? " " + option.getArgName() : "";
        return letter + "--" + option.getLongOpt() + value;
    }

    private void gap() {
        text.append(System.lineSeparator());
    }

    private void entry(int column, String name, String description) {
        String padded = "  " + name + " ".repeat(Math.max(2, column - name.length()));
        line(column + 2, padded + description);
    }

    /** All lines but the first are indented; the library's own way of that leaves out those that fill their line. */
    private void line(int indent, String content) {
        int from = 0;
        while (from < content.length()) {
            int to = TextHelpAppendable.indexOfWrap(content, from == 0 ? WIDTH : WIDTH - indent, from);
            text.append(" ".repeat(from == 0 ? 0 : indent))
                    .append(content.substring(from, to).stripTrailing())
                    .append(System.lineSeparator());
            from = to;
            while (from < content.length() && content.charAt(from) == ' ') {
                from++;
            }
        }
    }
}
