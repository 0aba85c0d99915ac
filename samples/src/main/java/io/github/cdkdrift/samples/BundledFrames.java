package io.github.cdkdrift.samples;

import io.github.cdkdrift.frames.ForceFrames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openscience.cdk.exception.CDKException;

/** The frames that come with the project, read from the class path. */
public final class BundledFrames {
    private static final String ETHANOL = "/io/github/cdkdrift/data/md17-ethanol/";

    private BundledFrames() {}

    /** MD17 ethanol, frames 0–1999 (doi:10.1126/sciadv.1603015). */
    public static ForceFrames ethanolTraining() throws IOException, CDKException {
        return read("md17-ethanol-0-1999.npz");
    }

    /** MD17 ethanol, 6,000 frames drawn from the whole trajectory. */
    public static ForceFrames ethanolReference() throws IOException, CDKException {
        return read("md17-ethanol-reference-6000.npz");
    }

    private static ForceFrames read(String name) throws IOException, CDKException {
        Path file = Files.createTempFile("cdkdrift", ".npz");
        try (InputStream in = BundledFrames.class.getResourceAsStream(ETHANOL + name)) {
            Files.write(file, in.readAllBytes());
            return ForceFrames.read(file);
        } finally {
            Files.delete(file);
        }
    }
}
