package io.github.cdkdrift.viewer;

import java.awt.Color;
import java.util.List;
import java.util.Objects;

/**
 * What a preview looks like. Immutable; {@code with…} returns a changed copy.
 *
 * @param width of the picture in pixels, {@value #LEAST_SIZE} to {@value #MOST_SIZE}; default 1200
 * @param height of the picture in pixels, {@value #LEAST_SIZE} to {@value #MOST_SIZE}; default 900
 * @param background opaque; default white
 * @param conformers the most conformers to show, at least 1: laid over each other, as frames of an animation, as clusters;
 *     default 20
 * @param view what a still picture shows; default {@link PreviewView#OVERLAY}
 * @param style of the molecule; default {@link PreviewStyle#BALLS}
 * @param atoms numbers of the atoms that conformers are laid over each other on, from 0; empty, which is the default, for
 *     the heavy atoms, or for all where there are fewer than three or they lie on a line
 */
public record PreviewSettings(
        int width,
        int height,
        Color background,
        int conformers,
        PreviewView view,
        PreviewStyle style,
        List<Integer> atoms) {
    private static final int LEAST_SIZE = 16;
    private static final int MOST_SIZE = 4096;

    /** Checks the ranges. */
    public PreviewSettings {
        checkSize("width", width);
        checkSize("height", height);
        Objects.requireNonNull(background, "background");
        Objects.requireNonNull(view, "view");
        Objects.requireNonNull(style, "style");
        atoms = List.copyOf(atoms);
        if (background.getAlpha() != 255) {
            throw new IllegalArgumentException("a translucent background; expected an opaque colour");
        }
        if (conformers < 1) {
            throw new IllegalArgumentException(conformers + " conformers; expected at least 1");
        }
    }

    /** 20 conformers over each other on their heavy atoms, 1200 × 900 pixels, white background. */
    public static PreviewSettings defaults() {
        return new PreviewSettings(1200, 900, Color.WHITE, 20, PreviewView.OVERLAY, PreviewStyle.BALLS, List.of());
    }

    /** The same with another size in pixels. */
    public PreviewSettings withSize(int newWidth, int newHeight) {
        return new PreviewSettings(newWidth, newHeight, background, conformers, view, style, atoms);
    }

    /** The same on another background. */
    public PreviewSettings withBackground(Color newBackground) {
        return new PreviewSettings(width, height, newBackground, conformers, view, style, atoms);
    }

    /** The same with another number of conformers. */
    public PreviewSettings withConformers(int newConformers) {
        return new PreviewSettings(width, height, background, newConformers, view, style, atoms);
    }

    /** The same showing something else. */
    public PreviewSettings withView(PreviewView newView) {
        return new PreviewSettings(width, height, background, conformers, newView, style, atoms);
    }

    /** The same in another style. */
    public PreviewSettings withStyle(PreviewStyle newStyle) {
        return new PreviewSettings(width, height, background, conformers, view, newStyle, atoms);
    }

    /** The same laid over each other on other atoms. */
    public PreviewSettings withAtoms(List<Integer> newAtoms) {
        return new PreviewSettings(width, height, background, conformers, view, style, newAtoms);
    }

    private static void checkSize(String what, int pixels) {
        if (pixels < LEAST_SIZE || pixels > MOST_SIZE) {
            throw new IllegalArgumentException(
                    what + " of " + pixels + " pixels; expected " + LEAST_SIZE + " to " + MOST_SIZE);
        }
    }
}
