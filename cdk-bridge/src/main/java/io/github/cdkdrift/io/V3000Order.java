package io.github.cdkdrift.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives the atoms of a V3000 record of CDK their own order back. CDK moves all hydrogens to the end, because the parities of an
 * atom line are defined by the order of the atoms; those parities are left out here, since readers take the configuration from
 * three-dimensional coordinates.
 */
final class V3000Order {
    private static final Pattern ATOM = Pattern.compile("M {2}V30 (\\d+) (\\S+) (\\S+ \\S+ \\S+)(.*)");
    private static final Pattern BOND = Pattern.compile("M {2}V30 (\\d+) (\\d+) (\\d+) (\\d+)(.*)");
    private static final Pattern ATOM_LIST = Pattern.compile("ATOMS=\\((\\d+) ([\\d ]+)\\)");
    private static final Pattern PARITY = Pattern.compile(" CFG=\\d+");

    /** [atoms] the number from 1 that the atom has in the molecule, by its place in CDK's record. */
    private final int[] numberAt;

    private V3000Order(int[] atomicNumbers) {
        int heavy = (int) Arrays.stream(atomicNumbers).filter(z -> z != 1).count();
        numberAt = new int[atomicNumbers.length];
        int nextHeavy = 0;
        int nextHydrogen = heavy;
        for (int atom = 0; atom < atomicNumbers.length; atom++) {
            numberAt[atomicNumbers[atom] == 1 ? nextHydrogen++ : nextHeavy++] = atom + 1;
        }
    }

    /** The lines of a record with the atoms in the order of these atomic numbers; continued lines are joined. */
    static List<String> restore(List<String> lines, int[] atomicNumbers) {
        return new V3000Order(atomicNumbers).restore(join(lines));
    }

    static String beforeCoordinates(String atomLine) {
        Matcher atom = match(ATOM, atomLine);
        return "M  V30 " + atom.group(1) + " " + atom.group(2) + " ";
    }

    static String afterCoordinates(String atomLine) {
        return match(ATOM, atomLine).group(4);
    }

    private List<String> restore(List<String> lines) {
        String block = "";
        List<String> restored = new ArrayList<>(lines.size());
        String[] atoms = new String[numberAt.length];
        for (String line : lines) {
            if (line.startsWith("M  V30 BEGIN ")) {
                block = line.substring("M  V30 BEGIN ".length());
            } else if (line.startsWith("M  V30 END ")) {
                if (block.equals("ATOM")) {
                    restored.addAll(Arrays.asList(atoms));
                }
                block = "";
            } else if (block.equals("ATOM")) {
                int number = numberAt[Integer.parseInt(match(ATOM, line).group(1)) - 1];
                atoms[number - 1] = renumberedAtom(line, number);
                continue;
            }
            restored.add(renumbered(line, block));
        }
        return restored;
    }

    private static String renumberedAtom(String line, int number) {
        Matcher atom = match(ATOM, line);
        String rest = PARITY.matcher(atom.group(4)).replaceAll("");
        return "M  V30 " + number + " " + atom.group(2) + " " + atom.group(3) + rest;
    }

    private String renumbered(String line, String block) {
        if (block.equals("BOND") && !line.startsWith("M  V30 BEGIN")) {
            Matcher bond = match(BOND, line);
            return "M  V30 " + bond.group(1) + " " + bond.group(2) + " " + numberOf(bond.group(3)) + " "
                    + numberOf(bond.group(4)) + bond.group(5);
        }
        return ATOM_LIST
                .matcher(line)
                .replaceAll(list -> "ATOMS=(" + list.group(1) + " "
                        + Stream.of(list.group(2).split(" "))
                                .map(this::numberOf)
                                .map(String::valueOf)
                                .collect(Collectors.joining(" "))
                        + ")");
    }

    private int numberOf(String place) {
        return numberAt[Integer.parseInt(place) - 1];
    }

    private static List<String> join(List<String> lines) {
        List<String> joined = new ArrayList<>(lines.size());
        String open = "";
        for (String line : lines) {
            String whole = open.isEmpty() ? line : open + line.substring("M  V30 ".length());
            boolean continues = line.startsWith("M  V30 ") && line.endsWith("-");
            open = continues ? whole.substring(0, whole.length() - 1) : "";
            if (!continues) {
                joined.add(whole);
            }
        }
        return joined;
    }

    private static Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("CDK's V3000 writer has changed: " + line);
        }
        return matcher;
    }
}
