package io.github.cdkdrift.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a file holds, as its name says; {@code .gz} behind the extension is left aside. */
enum FileType {
    SDF("sdf", "sdf|sd|mol"),
    XYZ("xyz", "xyz"),
    EXTENDED_XYZ("extxyz", "extxyz"),
    CML("cml", "cml"),
    NPZ("npz", "npz"),
    SMILES("smi", "smi|smiles|txt"),
    /** Written alone, as are the next two. */
    MOL2("mol2", "mol2"),
    PDB("pdb", "pdb|ent"),
    /** Of data fields, without geometries. */
    CSV("csv", "csv");

    private final String usual;
    private final String possible;

    FileType(String usual, String possible) {
        this.usual = usual;
        this.possible = possible;
    }

    /** The type of a file among those that can be used here. */
    static FileType of(Path file, FileType... possible) throws InputFormatException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        String extension = plain.substring(plain.lastIndexOf('.') + 1);
        for (FileType type : possible) {
            if (extension.matches(type.possible)) {
                return type;
            }
        }
        InputFiles.requireKnown(file);
        String known = Arrays.stream(possible).map(type -> "." + type.usual).collect(Collectors.joining(", "));
        throw new InputFormatException(
                file.toString(), "", "the name " + LineReader.excerpt(name), "one that ends with " + known);
    }
}
