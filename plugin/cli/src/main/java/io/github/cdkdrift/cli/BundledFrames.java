package io.github.cdkdrift.cli;

import io.github.cdkdrift.frames.ForceFrames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.openscience.cdk.exception.CDKException;

/** The frames that come with the command (Chmiela et al., doi:10.1126/sciadv.1603015; licences beside the data). */
final class BundledFrames {
    private static final String FOLDER = "/io/github/cdkdrift/data/md17-ethanol/";

    private BundledFrames() {}

    /** Frames 0 to 1999 of the trajectory, 0.5 fs apart. */
    static ForceFrames ethanol() throws IOException, CDKException {
        return read("md17-ethanol-0-1999.npz");
    }

    /** 6,000 frames drawn at random from the rest of the trajectory. */
    static ForceFrames ethanolReference() throws IOException, CDKException {
        return read("md17-ethanol-reference-6000.npz");
    }

    private static ForceFrames read(String name) throws IOException, CDKException {
        Path copy = Files.createTempFile("cdkdrift-", ".npz");
        try (InputStream in = BundledFrames.class.getResourceAsStream(FOLDER + name)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return ForceFrames.read(copy);
        } finally {
            Files.delete(copy);
        }
    }
}
