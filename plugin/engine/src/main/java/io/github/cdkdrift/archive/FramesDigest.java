package io.github.cdkdrift.archive;

import io.github.cdkdrift.frames.ForceFrames;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of frames, whatever file format they came in. */
public final class FramesDigest {
    private FramesDigest() {}

    /** Over atomic numbers, then frame by frame positions, forces and the energy where there is one, big-endian. */
    public static String sha256(ForceFrames frames) {
        MessageDigest digest = newDigest();
        for (int atomicNumber : frames.atomicNumbers()) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, atomicNumber));
        }
        for (int frame = 0; frame < frames.size(); frame++) {
            update(digest, frames.positions(frame));
            update(digest, frames.forces(frame));
            frames.energy(frame).ifPresent(energy -> update(digest, energy));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
        for (double value : values) {
            bytes.putDouble(value);
        }
        digest.update(bytes.flip());
    }
}
