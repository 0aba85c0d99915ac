package io.github.cdkdrift.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a file holds, as its name says; {@code .gz} behind the extension is left aside. */
enum FileType {
    SDF("sdf", "sd", "mol"),
    XYZ("xyz"),
    EXTENDED_XYZ("extxyz"),
    CML("cml"),
    NPZ("npz");

    private final List<String> extensions;

    FileType(String... extensions) {
        this.extensions = List.of(extensions);
    }

    /** The type of a file among those that can be used here. */
    static FileType of(Path file, FileType... possible) throws InputFormatException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        String extension = plain.substring(plain.lastIndexOf('.') + 1);
        for (FileType type : possible) {
            if (type.extensions.contains(extension)) {
                return type;
            }
        }
        String known = Arrays.stream(possible)
                .map(type -> "." + type.extensions.get(0))
                .collect(Collectors.joining(", "));
        throw new InputFormatException(
                file.toString(), "", "the name " + LineReader.excerpt(name), "one that ends with " + known);
    }
}
