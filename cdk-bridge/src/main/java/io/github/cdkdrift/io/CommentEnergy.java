package io.github.cdkdrift.io;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The energy in the comment line of a program that does not write {@code key=value}: CREST, xtb, ORCA and CP2K, all of them in
 * hartree, or any text that puts a unit behind its energy.
 *
 * @param value as it stands there
 * @param units whose unit of energy it has
 * @param source who writes so, in words; empty where the unit is stated
 */
record CommentEnergy(double value, ForceUnits units, String source) {
    private static final String NUMBER = "([-+]?[0-9]+\\.[0-9]+(?:[eEdD][-+]?[0-9]+)?)";

    private record Kind(Pattern pattern, String source) {}

    private static final List<Kind> IN_HARTREE = List.of(
            new Kind(Pattern.compile("\\s*energy:\\s*" + NUMBER + "\\s.*\\b(?:gnorm|xtb):.*"), "xtb"),
            new Kind(Pattern.compile("\\s*" + NUMBER + "(\\s+!.*)?\\s*"), "CREST"),
            new Kind(Pattern.compile(".*\\bORCA\\b.*\\bE\\s+" + NUMBER + "\\s*"), "ORCA"),
            new Kind(Pattern.compile("\\s*i\\s*=\\s*[0-9]+,.*\\bE\\s*=\\s*" + NUMBER + ".*"), "CP2K"));

    private static final Pattern WITH_UNIT = Pattern.compile("(?i).*\\b(?:E|energy|etot|scf done)\\b[^-+0-9]*" + NUMBER
            + "\\s*(eh|a\\.?u\\.?|ha|hartrees?|ev|kcal/mol|kj/mol)\\b.*");

    static Optional<CommentEnergy> of(String comment) {
        for (Kind kind : IN_HARTREE) {
            Matcher matcher = kind.pattern.matcher(comment);
            if (matcher.matches()) {
                return Optional.of(new CommentEnergy(number(matcher), ForceUnits.HARTREE_ANGSTROM, kind.source));
            }
        }
        Matcher matcher = WITH_UNIT.matcher(comment);
        return matcher.matches()
                ? Optional.of(new CommentEnergy(number(matcher), units(matcher.group(2)), ""))
                : Optional.empty();
    }

    private static double number(Matcher matcher) {
        return Double.parseDouble(matcher.group(1).replaceAll("[dD]", "e"));
    }

    private static ForceUnits units(String unit) {
        return switch (unit.charAt(0)) {
            case 'k', 'K' -> unit.length() > 6 ? ForceUnits.KCAL_MOL_ANGSTROM : ForceUnits.KJ_MOL_ANGSTROM;
            case 'e', 'E' -> unit.equalsIgnoreCase("ev") ? ForceUnits.EV_ANGSTROM : ForceUnits.HARTREE_ANGSTROM;
            default -> ForceUnits.HARTREE_ANGSTROM;
        };
    }
}
