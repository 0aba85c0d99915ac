package io.github.cdkdrift.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files that the tests read, and the bundled frames. */
public final class TestFiles {
    private TestFiles() {}

    /** A file of the bundled data, copied to a folder. */
    public static Path data(String name, Path folder) throws IOException {
        Path copy = folder.resolve(Path.of(name).getFileName().toString());
        try (InputStream in = TestFiles.class.getResourceAsStream("/io/github/cdkdrift/data/" + name)) {
            Files.copy(in, copy);
        }
        return copy;
    }

    public static Path text(Path folder, String name, String... lines) {
        return bytes(folder, name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public static Path bytes(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    /** A deflated zip archive. */
    public static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }

    /** A NumPy array of version 1 with this description and these bytes of data. */
    public static byte[] npy(String descr, boolean fortran, String shape, byte[] data) {
        String header = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + shape + "), }\n";
        ByteBuffer buffer =
                ByteBuffer.allocate(10 + header.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        buffer.putShort((short) header.length());
        buffer.put(header.getBytes(StandardCharsets.US_ASCII)).put(data);
        return buffer.array();
    }

    /** A float64 array in C order. */
    public static byte[] npy(double[] values, int... shape) {
        ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(data::putDouble);
        String text = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining());
        return npy("<f8", false, text, data.array());
    }

    /** The arrays of two frames of water in the MD17 keys, to be changed before they are zipped. */
    public static Map<String, byte[]> waterArrays() {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("R.npy", npy(counting(18), 2, 3, 3));
        arrays.put("F.npy", npy(counting(18), 2, 3, 3));
        arrays.put("E.npy", npy(new double[] {-1, -2}, 2, 1));
        arrays.put("z.npy", npy("|u1", false, "3,", new byte[] {8, 1, 1}));
        return arrays;
    }

    /** 0, 1, 2, … */
    public static double[] counting(int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> i);
        return values;
    }
}
