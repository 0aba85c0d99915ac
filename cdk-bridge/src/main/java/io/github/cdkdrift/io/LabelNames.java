package io.github.cdkdrift.io;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Under what names programs keep energies and forces in extended XYZ, and what these and other names say of units. */
final class LabelNames {
    /** Those of MACE and of the GAP tools first: what stands beside them is another calculator's. */
    static final List<String> FORCES =
            List.of("REF_forces", "ref_forces", "dft_forces", "DFT_forces", "forces", "force", "Forces");

    private static final List<String> ENERGIES =
            List.of("REF_energy", "ref_energy", "dft_energy", "DFT_energy", "energy", "Energy", "free_energy", "E");

    private static final String MACE = "ref_";
    private static final String GAP = "dft_";

    /** ASE's calculators write these beside energies, and nobody else does. */
    private static final Set<String> OF_ASE = Set.of("stress", "virial", "free_energy", "magmom", "energies");

    private static final int PREFIX = 4;

    private LabelNames() {}

    /**
     * The key of the energy: of those that are there, one with the prefix of the forces' name before the others.
     *
     * @param forces the name of the column of the forces, null where there is none
     */
    static Optional<String> energy(Map<String, String> pairs, String forces) {
        String prefix = prefix(forces);
        Optional<String> fitting = ENERGIES.stream()
                .filter(name -> prefix(name).equals(prefix) && pairs.containsKey(name))
                .findFirst();
        return fitting.isPresent()
                ? fitting
                : ENERGIES.stream().filter(pairs::containsKey).findFirst();
    }

    private static String prefix(String name) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        return lower.startsWith(MACE) || lower.startsWith(GAP) ? lower.substring(0, PREFIX) : "";
    }

    /** The units that names imply: what ASE reads and writes is in eV and Å. */
    static Optional<FrameUnits> units(Map<String, String> pairs, String forces, String energy) {
        for (String name : new String[] {forces, energy}) {
            String prefix = prefix(name);
            if (!prefix.isEmpty()) {
                String program = prefix.equals(MACE) ? "MACE" : "GAP";
                return Optional.of(FrameUnits.recognised(
                        ForceUnits.EV_ANGSTROM, "recognised by " + name + ", as files for " + program + " have it"));
            }
        }
        return forces == null
                ? Optional.empty()
                : pairs.keySet().stream()
                        .filter(OF_ASE::contains)
                        .findFirst()
                        .map(name -> FrameUnits.recognised(
                                ForceUnits.EV_ANGSTROM, "recognised by " + name + "=, as ASE writes it"));
    }
}
