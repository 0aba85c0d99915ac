package io.github.cdkdrift.viewer;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** Draws an overlay twice: the first drawing tells where its outline lies, the second fills the picture with it. */
final class OverlayPicture {
    /** The part of the width or height that the molecule takes. */
    private static final double FILLED = 0.88;

    private OverlayPicture() {}

    static BufferedImage draw(Overlay overlay, PreviewSettings settings) {
        try (JmolCanvas canvas = new JmolCanvas(settings.width(), settings.height())) {
            canvas.load(Molfile.of(overlay));
            canvas.run(Style.background(settings.background()) + Style.SCENE + "frame all;\n" + Style.OVERLAY
                    + Style.ORIENT + "zoom 100;\n");
            canvas.run(framing(outline(canvas.image()), settings));
            return canvas.image();
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
}
