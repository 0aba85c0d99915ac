package io.github.cdkdrift.potential;

import io.github.cdkdrift.potential.XtbPotential.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The solvents that xTB's model GBSA has parameters for, and further names of them. */
final class Solvents {
    private static final List<String> MOST = List.of(
            "acetone",
            "acetonitrile",
            "benzene",
            "ch2cl2",
            "chcl3",
            "cs2",
            "dmf",
            "dmso",
            "ether",
            "hexane",
            "methanol",
            "thf",
            "toluene",
            "water");
    private static final List<String> NOT_OF_GFN1 = List.of("dmf", "hexane");
    private static final Map<String, String> FURTHER_NAMES = Map.ofEntries(
            Map.entry("h2o", "water"),
            Map.entry("chloroform", "chcl3"),
            Map.entry("dichloromethane", "ch2cl2"),
            Map.entry("dcm", "ch2cl2"),
            Map.entry("carbondisulfide", "cs2"),
            Map.entry("dimethylformamide", "dmf"),
            Map.entry("dimethylsulfoxide", "dmso"),
            Map.entry("diethylether", "ether"),
            Map.entry("n-hexane", "hexane"),
            Map.entry("meoh", "methanol"),
            Map.entry("mecn", "acetonitrile"),
            Map.entry("tetrahydrofuran", "thf"));

    private Solvents() {}

    /** Those of a method. */
    static List<String> of(Method method) {
        return method == Method.GFN1
                ? MOST.stream().filter(name -> !NOT_OF_GFN1.contains(name)).toList()
                : MOST;
    }

    /**
     * The one name that xTB and every output have for a solvent.
     *
     * @param word any of its names, in letters of any case
     * @throws PotentialException if the method has no such solvent
     */
    static String named(String word, Method method) throws PotentialException {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        String name = FURTHER_NAMES.getOrDefault(lower, lower);
        if (!of(method).contains(name)) {
            throw new PotentialException("found the solvent " + word + ", which " + method.label()
                    + " has no parameters for; expected one of " + String.join(", ", of(method)));
        }
        return name;
    }
}
