package io.github.cdkdrift.cli;

import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;

/** Whether a network is trained to draw conformers, or the sampler's own are taken. */
enum NetworkChoice {
    AS_NEEDED,
    ALWAYS,
    NEVER;

    private static final String WITHOUT = "without-network";
    private static final String WITH = "with-network";

    static void addTo(Options options) {
        OptionGroup group = new OptionGroup();
        group.addOption(Option.builder()
                .longOpt(WITHOUT)
                .desc(String.format(
                        Locale.ROOT,
                        "take the sampler's own conformers and train no network: the quickest way to some thousand (usual up to -n"
                                + " %,d, unless an option asks for what only a network has: %s)",
                        GenerateSettings.MOST_OWN,
                        "--exact, --polish, --steps, --keep-model, --positives none"))
                .get());
        group.addOption(Option.builder()
                .longOpt(WITH)
                .desc(
                        "train a network, which is kept in the cache and draws any number in one pass each (usual beyond)")
                .get());
        options.addOptionGroup(group);
    }

    /**
     * What the options say.
     *
     * @param networks options that only a network has
     * @param held whether a part of the molecule is held, which a network is not trained for
     */
    static NetworkChoice of(Arguments arguments, List<String> networks, boolean held) throws UsageException {
        String sampler = arguments.has(WITHOUT) ? "--" + WITHOUT : "--" + RestraintOptions.RESTRAIN;
        if (arguments.has(WITHOUT) || held) {
            for (String option : networks) {
                if (arguments.has(option)) {
                    throw new UsageException("option --" + option + ": found besides " + sampler
                            + "; expected one of them, since it is for networks");
                }
            }
            if (held && arguments.has(WITH)) {
                throw new UsageException("option --" + WITH + ": found besides " + sampler
                        + "; expected one of them, since no network is trained under restraints");
            }
            return NEVER;
        }
        return arguments.has(WITH) || networks.stream().anyMatch(arguments::has) ? ALWAYS : AS_NEEDED;
    }
}
