package io.github.cdkdrift.io;

import io.github.cdkdrift.molecule.RecordData;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** What the second line of a frame says: the columns, the energy, units, a name, and data fields. */
final class FrameComment {
    static final FrameComment NONE =
            new FrameComment("", Map.of(), ExtendedXyzColumns.PLAIN, null, Optional.empty(), OptionalDouble.empty());

    private static final List<String> PROPERTIES = List.of("Properties", "properties");
    private static final List<String> UNITS = List.of("units", "unit");
    private static final List<String> FORCE_UNITS = List.of("forces_units", "forces_unit", "force_units", "force_unit");
    private static final List<String> ENERGY_UNITS = List.of("energy_units", "energy_unit");
    private static final List<String> NAMES = List.of("name", "title", "Name", "Title");
    private static final List<String> CHARGES = List.of("charge", "total_charge");
    private static final String ENERGY = "energy";

    /** What is no data of the molecule, but says how the frame is to be read. */
    private static final Set<String> TECHNICAL =
            Set.of("Properties", "properties", "units", "unit", ENERGY, "Lattice", "pbc");

    /** Beyond it a comment is no line of a program that writes an energy alone. */
    private static final int LONGEST_FREE_TEXT = 1000;

    private final String text;
    private final Map<String, String> pairs;
    private final ExtendedXyzColumns columns;
    private final String energyName;
    private final Optional<CommentEnergy> free;
    private final OptionalDouble energy;

    private FrameComment(
            String text,
            Map<String, String> pairs,
            ExtendedXyzColumns columns,
            String energyName,
            Optional<CommentEnergy> free,
            OptionalDouble energy) {
        this.text = text;
        this.pairs = pairs;
        this.columns = columns;
        this.energyName = energyName;
        this.free = free;
        this.energy = energy;
    }

    /**
     * Takes a comment apart.
     *
     * @param before of the frame before, whose columns are taken over where they are the same
     * @param lines for messages
     */
    static FrameComment parse(String text, FrameComment before, LineReader lines) throws InputFormatException {
        Map<String, String> pairs = ExtendedXyzComment.parse(text);
        String properties = first(pairs, PROPERTIES);
        boolean same = before != NONE && Objects.equals(properties, first(before.pairs, PROPERTIES));
        ExtendedXyzColumns columns = same ? before.columns : columns(properties, lines);
        Optional<CommentEnergy> free =
                properties == null && text.length() <= LONGEST_FREE_TEXT ? CommentEnergy.of(text) : Optional.empty();
        if (free.isPresent()) {
            return new FrameComment(
                    text,
                    pairs,
                    columns,
                    null,
                    free,
                    OptionalDouble.of(free.get().value()));
        }
        String energyName = LabelNames.energy(pairs, columns.forces()).orElse(null);
        return new FrameComment(
                text, pairs, columns, energyName, free, number(pairs.get(energyName), columns.exact(), lines));
    }

    private static ExtendedXyzColumns columns(String properties, LineReader lines) throws InputFormatException {
        try {
            return properties == null ? ExtendedXyzColumns.PLAIN : ExtendedXyzColumns.parse(properties);
        } catch (IllegalArgumentException e) {
            throw lines.error("Properties=" + LineReader.excerpt(properties), e.getMessage());
        }
    }

    private static OptionalDouble number(String text, boolean exact, LineReader lines) throws InputFormatException {
        if (text == null) {
            return OptionalDouble.empty();
        }
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        try {
            double value = DecimalNumbers.parse(bytes, 0, bytes.length);
            if (Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            // The comment of a plain XYZ file is free text.
            if (!exact) {
                return OptionalDouble.empty();
            }
            throw lines.error(LineReader.excerpt(text), "a number");
        }
        if (exact) {
            throw lines.error(LineReader.excerpt(text), "a finite number");
        }
        return OptionalDouble.empty();
    }

    private static String first(Map<String, String> pairs, List<String> names) {
        return names.stream()
                .map(pairs::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    ExtendedXyzColumns columns() {
        return columns;
    }

    /** As it stands there. */
    OptionalDouble energy() {
        return energy;
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(pairs.get(key));
    }

    /** The charge of the molecule, where the comment has it as a whole number. */
    OptionalInt charge() {
        String text = first(pairs, CHARGES);
        return text != null && text.strip().matches("[-+]?[0-9]{1,2}(\\.0*)?")
                ? OptionalInt.of((int) Double.parseDouble(text.strip()))
                : OptionalInt.empty();
    }

    /** The units that the file states in words of its own, null where it states none. */
    String statedUnits() {
        String units = first(pairs, UNITS);
        if (units != null) {
            return units;
        }
        String forces = first(pairs, FORCE_UNITS);
        String energies = first(pairs, ENERGY_UNITS);
        return isKnown(forces) ? forces : energies != null && isKnown(energies + "/A") ? energies + "/A" : null;
    }

    private static boolean isKnown(String label) {
        try {
            return label != null && ForceUnits.parse(label) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The units that follow from who writes such comments. */
    Optional<FrameUnits> impliedUnits() {
        return free.isPresent()
                ? Optional.of(FrameUnits.recognised(
                        free.get().units(),
                        "recognised by the comment line, "
                                + (free.get().source().isEmpty()
                                        ? "which states them"
                                        : "as " + free.get().source() + " has it")))
                : LabelNames.units(pairs, columns.forces(), energyName);
    }

    /** Name and data fields, and of the energy its unit here and where it comes from. */
    RecordData data(FrameUnits units) {
        Map<String, String> fields = new LinkedHashMap<>(pairs);
        fields.keySet().removeAll(TECHNICAL);
        String title = first(pairs, NAMES);
        fields.keySet().removeIf(name -> title != null && title.equals(pairs.get(name)) && NAMES.contains(name));
        if (free.isPresent()) {
            fields.clear();
        }
        if (energy.isPresent()) {
            fields.put("energy_unit", units.known() ? ForceUnits.KCAL_MOL_ANGSTROM.energyLabel() : "unknown");
            String source = source(units);
            if (!source.isEmpty()) {
                fields.put("energy_source", source);
            }
        }
        boolean named = pairs.isEmpty() && free.isEmpty() && text.chars().anyMatch(Character::isLetter);
        return new RecordData(title != null ? title : named ? text : "", fields);
    }

    private String source(FrameUnits units) {
        if (free.isPresent()) {
            String of = free.get().source().isEmpty() ? "" : " of " + free.get().source();
            return "comment line" + of + ", " + free.get().value() + " "
                    + units.units().energyLabel();
        }
        boolean converted = units.known() && units.units().energyFactor() != 1;
        return converted
                ? energyName + "=" + pairs.get(energyName) + " " + units.units().energyLabel()
                : "";
    }
}
