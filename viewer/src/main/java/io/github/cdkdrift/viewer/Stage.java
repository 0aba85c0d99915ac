package io.github.cdkdrift.viewer;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Superposed conformers before a camera that stands still: all of them fill the picture, whichever are shown. A first
 * drawing tells where their outline lies, the others are made with the camera moved accordingly.
 */
final class Stage implements AutoCloseable {
    /** The part of the width or height that the molecules take. */
    private static final double FILLED = 0.88;

    private final JmolCanvas canvas;
    private final int models;

    /** Jmol's best view of several molecules hides an atom behind another now and then; seen aslant it seldom does. */
    private static final String ASLANT = "rotate y 25; rotate x 20;\n";

    /** @param look Jmol commands that style and turn the models */
    private Stage(Overlay overlay, PreviewSettings settings, String look) {
        models = overlay.geometries().size();
        canvas = new JmolCanvas(settings.width(), settings.height());
        canvas.load(Molfile.of(overlay));
        canvas.run(Look.background(settings.background()) + Look.SCENE + "frame all;\n" + Look.ORIENT + look
                + "zoom 100;\n");
        Rectangle outline = outline(canvas.image());
        if (lies(outline.getWidth(), outline.getHeight()) != lies(settings.width(), settings.height())) {
            canvas.run("rotate z 90;");
            outline = outline(canvas.image());
        }
        canvas.run(framing(outline, settings));
    }

    private static boolean lies(double width, double height) {
        return width >= height;
    }

    /** All conformers at once, the first in colours. */
    static BufferedImage overlay(Overlay overlay, PreviewSettings settings) {
        return together(overlay, settings, Look.overlay(settings.style()));
    }

    /** All conformers at once. */
    static BufferedImage together(Overlay overlay, PreviewSettings settings, String look) {
        try (Stage stage = new Stage(overlay, settings, look)) {
            return stage.canvas.image();
        }
    }

    /** A picture of each conformer. */
    static List<BufferedImage> oneByOne(Overlay overlay, PreviewSettings settings) {
        try (Stage stage = new Stage(overlay, settings, ASLANT + Look.coloured("all", settings.style()))) {
            List<BufferedImage> pictures = new ArrayList<>();
            for (int model = 0; model < stage.models; model++) {
                stage.canvas.run("display modelindex=" + model + ";");
                pictures.add(stage.canvas.image());
            }
            return pictures;
        }
    }

    /** The zoom and shift that centre an outline seen at zoom 100. */
    private static String framing(Rectangle outline, PreviewSettings settings) {
        double scale =
                FILLED * Math.min(settings.width() / outline.getWidth(), settings.height() / outline.getHeight());
        double right = settings.width() / 2.0 - outline.getCenterX();
        double down = settings.height() / 2.0 - outline.getCenterY();
        return String.format(
                Locale.ROOT,
                "zoom %.2f; translate x %.3f; translate y %.3f;",
                100 * scale,
                100 * scale * right / settings.width(),
                100 * scale * down / settings.height());
    }

    /** The smallest rectangle around all pixels that are not background, which is the colour of the first; empty if there are none. */
    static Rectangle outline(BufferedImage image) {
        int background = image.getRGB(0, 0);
        Rectangle outline = new Rectangle(0, 0, -1, -1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != background) {
                    outline.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return outline;
    }

    @Override
    public void close() {
        canvas.close();
    }
}
