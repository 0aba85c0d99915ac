package io.github.cdkdrift.viewer;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes numbers into a picture as strokes of a pen. AWT's fonts would need a font installed, and write a cache into the
 * user's home.
 */
final class Strokes {
    private static final double GAP = 1.6;
    private static final double PEN = 0.78;

    /** Each glyph: strokes of points "x,y" on a grid of 4 by 6, y downwards. */
    private static final Map<Character, String> GLYPHS = Map.ofEntries(
            Map.entry('0', "2,0 3.4,.8 4,3 3.4,5.2 2,6 .6,5.2 0,3 .6,.8 2,0"),
            Map.entry('1', ".7,1.3 2.2,0 2.2,6"),
            Map.entry('2', ".1,1.5 .8,.4 2,0 3.3,.5 3.8,1.7 3.2,3.1 0,6 4,6"),
            Map.entry(
                    '3',
                    ".2,.9 1,.2 2,0 3.3,.4 3.7,1.5 3.2,2.5 1.8,2.9|1.8,2.9 3.4,3.3 4,4.4 3.4,5.6 2,6 .8,5.7 0,4.9"),
            Map.entry('4', "3,6 3,0 0,4.2 4,4.2"),
            Map.entry('5', "3.6,0 .7,0 .4,2.7 2,2.2 3.4,2.7 4,4 3.4,5.5 2,6 .8,5.7 0,5"),
            Map.entry('6', "3.6,.7 2.3,0 .8,.9 0,3 .1,4.5 .8,5.6 2,6 3.3,5.5 3.9,4.2 3.3,2.9 2,2.4 .7,3 .1,4.2"),
            Map.entry('7', "0,0 4,0 1.6,6"),
            Map.entry(
                    '8',
                    "2,2.8 .7,2.3 .3,1.4 .8,.4 2,0 3.2,.4 3.7,1.4 3.3,2.3 2,2.8 .6,3.3 0,4.4 .6,5.6 2,6 3.4,5.6 4,4.4"
                            + " 3.4,3.3 2,2.8"),
            Map.entry('9', ".4,5.3 1.7,6 3.2,5.1 4,3 3.9,1.5 3.2,.4 2,0 .7,.5 .1,1.8 .7,3.1 2,3.6 3.3,3 3.9,1.8"),
            Map.entry(
                    '%',
                    "1.2,0 2.1,.4 2.4,1.4 2.1,2.4 1.2,2.8 .3,2.4 0,1.4 .3,.4 1.2,0|5,0 1,6|4.8,3.2 5.7,3.6 6,4.6 5.7,5.6"
                            + " 4.8,6 3.9,5.6 3.6,4.6 3.9,3.6 4.8,3.2"),
            Map.entry('.', ".5,5.9 .6,6"),
            Map.entry('<', "3.5,1 .5,3 3.5,5"),
            Map.entry('Å', "0,6 2,1.2 4,6|.8,4.2 3.2,4.2|2,-1.2 2.6,-.9 2.6,-.3 2,0 1.4,-.3 1.4,-.9 2,-1.2"),
            Map.entry(' ', "0,6 0,6"));

    private Strokes() {}

    /**
     * Writes a line of text.
     *
     * @param text of digits and {@code % . < Å} and spaces
     * @param left of the text in pixels
     * @param top of the digits in pixels
     * @param height of the digits in pixels
     */
    static void write(BufferedImage image, String text, double left, double top, double height, Color color) {
        double unit = height / 6;
        double x = left;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            double[][] strokes = strokes(c);
            if (c != ' ') {
                for (double[] stroke : strokes) {
                    for (int p = 0; p + 3 < stroke.length; p += 2) {
                        line(
                                image,
                                x + unit * stroke[p],
                                top + unit * stroke[p + 1],
                                x + unit * stroke[p + 2],
                                top + unit * stroke[p + 3],
                                PEN * unit,
                                color);
                    }
                }
            }
            x += unit * advance(c, strokes);
        }
    }

    /** The width in pixels of a line of text. */
    static double width(String text, double height) {
        double units = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            units += advance(c, strokes(c));
        }
        return (units - GAP) * height / 6;
    }

    private static double advance(char c, double[][] strokes) {
        if (c == ' ') {
            return 2;
        }
        double right = 0;
        for (double[] stroke : strokes) {
            for (int i = 0; i < stroke.length; i += 2) {
                right = Math.max(right, stroke[i]);
            }
        }
        return right + GAP;
    }

    private static double[][] strokes(char c) {
        List<double[]> strokes = new ArrayList<>();
        for (String stroke : GLYPHS.get(c).split("\\|", -1)) {
            strokes.add(Arrays.stream(stroke.split("[ ,]", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        }
        return strokes.toArray(new double[0][]);
    }

    /** A line with round ends; a pixel is covered by as much as its middle lies inside. */
    private static void line(
            BufferedImage image, double x1, double y1, double x2, double y2, double thickness, Color color) {
        double reach = thickness / 2 + 1;
        int fromX = (int) Math.max(0, Math.floor(Math.min(x1, x2) - reach));
        int toX = (int) Math.min(image.getWidth() - 1.0, Math.ceil(Math.max(x1, x2) + reach));
        int fromY = (int) Math.max(0, Math.floor(Math.min(y1, y2) - reach));
        int toY = (int) Math.min(image.getHeight() - 1.0, Math.ceil(Math.max(y1, y2) + reach));
        double squared = Math.max(1e-12, (x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1));
        for (int y = fromY; y <= toY; y++) {
            for (int x = fromX; x <= toX; x++) {
                double along = ((x + 0.5 - x1) * (x2 - x1) + (y + 0.5 - y1) * (y2 - y1)) / squared;
                double t = Math.max(0, Math.min(1, along));
                double distance = Math.hypot(x + 0.5 - x1 - t * (x2 - x1), y + 0.5 - y1 - t * (y2 - y1));
                double covered = Math.max(0, Math.min(1, thickness / 2 + 0.5 - distance));
                if (covered > 0) {
                    image.setRGB(x, y, mixed(image.getRGB(x, y), color, covered));
                }
            }
        }
    }

    private static int mixed(int below, Color above, double share) {
        Color old = new Color(below);
        return new Color(
                        mixed(old.getRed(), above.getRed(), share),
                        mixed(old.getGreen(), above.getGreen(), share),
                        mixed(old.getBlue(), above.getBlue(), share))
                .getRGB();
    }

    private static int mixed(int below, int above, double share) {
        return (int) Math.round(below + share * (above - below));
    }
}
