package io.github.cdkdrift.cli;

import static io.github.cdkdrift.cli.CommonOptions.valued;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.viewer.PreviewSettings;
import io.github.cdkdrift.viewer.PreviewStyle;
import io.github.cdkdrift.viewer.PreviewView;
import java.awt.Color;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.cli.Options;

/** The options about the look of a preview. */
final class PreviewOptions {
    private static final String CONFORMERS = "conformers";
    private static final String VIEW = "view";
    private static final String STYLE = "style";
    private static final String SIZE = "size";
    private static final String BACKGROUND = "background";
    private static final String ALIGN = "align";
    private static final Pattern WIDTH_HEIGHT = Pattern.compile("(\\d{1,6})x(\\d{1,6})");
    private static final Pattern HEXADECIMAL = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Map<String, Color> NAMED =
            Map.of("white", Color.WHITE, "black", Color.BLACK, "grey", Color.GRAY, "gray", Color.GRAY);

    private static final int FEWEST_ATOMS = 3;
    private static final int MOST_CONFORMERS = 1_000_000;

    private PreviewOptions() {}

    static void addTo(Options options) {
        PreviewSettings standard = PreviewSettings.defaults();
        options.addOption(valued(VIEW, "VIEW", "of a picture: " + Spelling.all(PreviewView.class) + " (overlay)"));
        options.addOption(valued(
                CONFORMERS, "N", "the most conformers, frames or clusters to show (" + standard.conformers() + ")"));
        options.addOption(valued(STYLE, "STYLE", Spelling.all(PreviewStyle.class) + " (balls)"));
        options.addOption(
                valued(SIZE, "WxH", "width and height in pixels (" + standard.width() + "x" + standard.height() + ")"));
        options.addOption(valued(BACKGROUND, "COLOUR", "white, black, grey or #RRGGBB (white)"));
        options.addOption(valued(
                ALIGN,
                "ATOMS",
                "lay conformers over each other on these, numbered from 1, for example 1,2,3; or heavy (heavy)"));
    }

    static PreviewSettings settings(Arguments arguments) throws UsageException {
        PreviewSettings settings = PreviewSettings.defaults();
        settings = settings.withConformers(arguments.integer(CONFORMERS, settings.conformers(), 1, MOST_CONFORMERS))
                .withView(arguments.choice(VIEW, settings.view()))
                .withStyle(arguments.choice(STYLE, settings.style()))
                .withBackground(background(arguments, settings.background()))
                .withAtoms(atoms(arguments));
        Optional<String> size = arguments.text(SIZE);
        return size.isPresent() ? withSize(settings, size.get()) : settings;
    }

    private static PreviewSettings withSize(PreviewSettings settings, String size) throws UsageException {
        Matcher matcher = WIDTH_HEIGHT.matcher(size);
        if (!matcher.matches()) {
            throw UsageException.value(SIZE, size, "width and height, for example 1200x900");
        }
        try {
            return settings.withSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        } catch (IllegalArgumentException e) {
            throw new UsageException("option --" + SIZE + ": found " + e.getMessage(), e);
        }
    }

    private static Color background(Arguments arguments, Color otherwise) throws UsageException {
        Optional<String> text = arguments.text(BACKGROUND);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (HEXADECIMAL.matcher(text.get()).matches()) {
            return Color.decode(text.get());
        }
        if (!NAMED.containsKey(text.get())) {
            throw UsageException.value(BACKGROUND, text.get(), "white, black, grey or #RRGGBB");
        }
        return NAMED.get(text.get());
    }

    private static List<Integer> atoms(Arguments arguments) throws UsageException {
        String text = arguments.text(ALIGN).orElse("heavy");
        if (text.equals("heavy")) {
            return List.of();
        }
        List<Integer> atoms = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            if (!word.matches("[1-9]\\d{0,5}")) {
                throw UsageException.value(ALIGN, text, "heavy, or numbers of atoms from 1, separated by commas");
            }
            atoms.add(Integer.parseInt(word) - 1);
        }
        if (atoms.size() < FEWEST_ATOMS || new HashSet<>(atoms).size() < atoms.size()) {
            throw UsageException.value(
                    ALIGN,
                    text,
                    "heavy, or at least " + FEWEST_ATOMS + " different atoms: fewer leave the molecule free to turn");
        }
        return atoms;
    }

    /** Fails unless the molecule has the atoms to align on. */
    static void requireAtoms(PreviewSettings settings, ConformerEnsemble ensemble) throws UsageException {
        int atoms = ensemble.graph().atoms();
        for (int atom : settings.atoms()) {
            if (atom >= atoms) {
                throw UsageException.value(
                        ALIGN, atom + 1, "numbers from 1 to " + atoms + ", the atoms of this molecule");
            }
        }
    }
}
