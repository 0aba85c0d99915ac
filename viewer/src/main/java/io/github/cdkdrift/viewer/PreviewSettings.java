package io.github.cdkdrift.viewer;

import java.awt.Color;
import java.util.Objects;

/**
 * What a preview looks like. Immutable; {@code with…} returns a changed copy.
 *
 * @param width of the picture in pixels, {@value #LEAST_SIZE} to {@value #MOST_SIZE}; default 1200
 * @param height of the picture in pixels, {@value #LEAST_SIZE} to {@value #MOST_SIZE}; default 900
 * @param background opaque; default white
 * @param conformers the most conformers to lay over each other, at least 1; default 20
 */
public record PreviewSettings(int width, int height, Color background, int conformers) {
    private static final int LEAST_SIZE = 16;
    private static final int MOST_SIZE = 4096;

    /** Checks the ranges. */
    public PreviewSettings {
        checkSize("width", width);
        checkSize("height", height);
        Objects.requireNonNull(background, "background");
        if (background.getAlpha() != 255) {
            throw new IllegalArgumentException("a translucent background; expected an opaque colour");
        }
        if (conformers < 1) {
            throw new IllegalArgumentException(conformers + " conformers; expected at least 1");
        }
    }

    /** 20 conformers, 1200 × 900 pixels, white background. */
    public static PreviewSettings defaults() {
        return new PreviewSettings(1200, 900, Color.WHITE, 20);
    }

    /** The same with another size in pixels. */
    public PreviewSettings withSize(int newWidth, int newHeight) {
        return new PreviewSettings(newWidth, newHeight, background, conformers);
    }

    /** The same on another background. */
    public PreviewSettings withBackground(Color newBackground) {
        return new PreviewSettings(width, height, newBackground, conformers);
    }

    /** The same with another number of conformers. */
    public PreviewSettings withConformers(int newConformers) {
        return new PreviewSettings(width, height, background, newConformers);
    }

    private static void checkSize(String what, int pixels) {
        if (pixels < LEAST_SIZE || pixels > MOST_SIZE) {
            throw new IllegalArgumentException(
                    what + " of " + pixels + " pixels; expected " + LEAST_SIZE + " to " + MOST_SIZE);
        }
    }
}
