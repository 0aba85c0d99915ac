package io.github.cdkdrift.viewer;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** A picture that other pictures, bars and numbers are put on; without AWT's graphics, which may ask for a display. */
final class Sheet {
    private final BufferedImage image;
    private final Color ink;

    Sheet(int width, int height, Color background) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        fill(0, 0, width, height, background);
        ink = luminance(background) > 0.45 ? Color.BLACK : Color.WHITE;
    }

    /** Relative luminance, 0 to 1, roughly as WCAG 2 has it. */
    private static double luminance(Color color) {
        return (0.2126 * Math.pow(color.getRed(), 2.2)
                        + 0.7152 * Math.pow(color.getGreen(), 2.2)
                        + 0.0722 * Math.pow(color.getBlue(), 2.2))
                / Math.pow(255, 2.2);
    }

    BufferedImage image() {
        return image;
    }

    /** Black on a light background, white on a dark one. */
    Color ink() {
        return ink;
    }

    void put(BufferedImage picture, int left, int top) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        image.setRGB(left, top, width, height, picture.getRGB(0, 0, width, height, null, 0, width), 0, width);
    }

    void fill(int left, int top, int width, int height, Color color) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                image.setRGB(x, y, color.getRGB());
            }
        }
    }

    /** Writes a number, see {@link Strokes}, around a middle. */
    void write(String text, double middle, double top, double height) {
        Strokes.write(image, text, middle - Strokes.width(text, height) / 2, top, height, ink);
    }
}
