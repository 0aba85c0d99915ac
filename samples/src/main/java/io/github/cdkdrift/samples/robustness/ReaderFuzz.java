package io.github.cdkdrift.samples.robustness;

import io.github.cdkdrift.data.BundledData;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.io.ConformerWriter;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.io.MoleculeFiles;
import io.github.cdkdrift.io.TemporaryFolder;
import io.github.cdkdrift.model.ModelFile;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.openscience.cdk.exception.CDKException;

/**
 * Damages files of every format at random and reads them: {@code samples/run robustness.ReaderFuzz [MUTATIONS]}. A reader may
 * take a damaged file or refuse it; anything else than a {@link CDKException} or an {@link IOException} is a fault of the reader.
 */
public final class ReaderFuzz {
    private static final int MUTATIONS = 5000;
    private static final int FRAMES = 3;
    private static final long SEED = 20260101;

    /** Reads a file in one way. */
    private interface Reader {
        void read(Path file) throws IOException, CDKException;
    }

    private final Map<String, Integer> faults = new LinkedHashMap<>();
    private int taken;
    private int refused;

    private ReaderFuzz() {}

    /** Prints a line for each kind of file, and the faults; the exit code is 1 if there are any. */
    public static void main(String[] arguments) throws IOException, CDKException {
        int mutations = arguments.length == 0 ? MUTATIONS : Integer.parseInt(arguments[0]);
        int faults = 0;
        System.out.println("file | mutations | taken | refused | faults | longest ms");
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            for (Map.Entry<Path, Reader> kind : kinds(folder.path()).entrySet()) {
                faults += new ReaderFuzz().run(kind.getKey(), kind.getValue(), mutations);
            }
        }
        System.exit(faults == 0 ? 0 : 1);
    }

    private static Map<Path, Reader> kinds(Path folder) throws IOException, CDKException {
        ForceFrames frames = ForceFrames.read(BundledData.extract(BundledData.ETHANOL, folder))
                .first(FRAMES);
        MolecularGraph graph = MolecularGraph.perceive(frames.atomicNumbers(), frames.positions(0));
        ConformerEnsemble ensemble = frames.ensemble(graph);
        Map<Path, Reader> kinds = new LinkedHashMap<>();
        for (String name : List.of("a.sdf", "a.sdf.gz", "a.xyz", "a.extxyz", "a.cml", "a.cml.gz")) {
            Path file = folder.resolve(name);
            ConformerWriter.write(file, ensemble);
            kinds.put(file, EnsembleFiles::read);
        }
        Path v3000 = folder.resolve("v3000.sdf");
        try (ConformerWriter writer = ConformerWriter.open(v3000, graph, 9)) {
            writer.write(ensemble.conformers().get(0));
            writer.commit();
        }
        kinds.put(v3000, file -> MoleculeFiles.read(List.of(file.toString())));
        Path smiles = Files.writeString(
                folder.resolve("a.smi"),
                "CC(=O)Oc1ccccc1C(=O)O aspirin\nC[C@H](N)C(=O)O |&1:1| alanine\nC/C=C/C butene\n");
        kinds.put(smiles, file -> MoleculeFiles.read(List.of(file.toString())));
        for (String name : List.of("f.extxyz", "f.extxyz.gz", "f.npz")) {
            Path file = folder.resolve(name);
            frames.write(file);
            kinds.put(file, ForceFrames::read);
        }
        Path model = BundledData.extract("golden/model-format-3.drift", folder);
        kinds.put(model, ModelFile::read);
        return kinds;
    }

    private int run(Path file, Reader reader, int mutations) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(SEED);
        Path damaged = file.resolveSibling("damaged-" + file.getFileName());
        long longest = 0;
        for (int i = 0; i < mutations; i++) {
            Files.write(damaged, mutated(whole, random));
            long start = System.nanoTime();
            read(damaged, reader, i);
            longest = Math.max(longest, System.nanoTime() - start);
        }
        System.out.printf(
                "%s | %d | %d | %d | %d | %d%n",
                file.getFileName(),
                mutations,
                taken,
                refused,
                faults.values().stream().mapToInt(n -> n).sum(),
                longest / 1_000_000);
        faults.forEach((fault, count) -> System.out.println("  " + count + " × " + fault));
        return faults.size();
    }

    private void read(Path file, Reader reader, int mutation) {
        try {
            reader.read(file);
            taken++;
        } catch (CDKException | IOException e) {
            refused++;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            faults.merge(e + " (first: mutation " + mutation + ")", 1, Integer::sum);
        }
    }

    /** Some bytes changed, cut out, doubled, moved, or the end cut off. */
    private static byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes && bytes.length > 1; change++) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) " \n-.0159eE\u0000\"<>$=:".charAt(random.nextInt(17));
                case 2 -> bytes =
                        joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
                case 3 -> bytes =
                        joined(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
                default -> bytes = random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
