package io.github.cdkdrift.samples.energyonly;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;

/** Densities in grey, darker where higher: above of the samples, below of the target itself. */
final class ToyPicture {
    private static final int BINS = 90;
    private static final int CELL = 4;
    private static final int MARGIN = 12;
    private static final int HEADER = 28;

    private ToyPicture() {}

    static BufferedImage draw(Map<ToyTarget, double[]> samples) {
        int side = BINS * CELL;
        BufferedImage image = new BufferedImage(
                samples.size() * (side + MARGIN) + MARGIN, 2 * (side + HEADER) + MARGIN, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        int column = 0;
        for (Map.Entry<ToyTarget, double[]> entry : samples.entrySet()) {
            ToyTarget target = entry.getKey();
            int x = MARGIN + column++ * (side + MARGIN);
            double[] exact = ToyMetrics.shares(target, BINS);
            double highest = Arrays.stream(exact).max().orElseThrow();
            panel(
                    graphics,
                    target.title() + ", one step",
                    ToyMetrics.shares(target, entry.getValue(), BINS),
                    highest,
                    x,
                    0);
            panel(graphics, target.title() + ", exact", exact, highest, x, side + HEADER);
        }
        graphics.dispose();
        return image;
    }

    private static void panel(Graphics2D graphics, String title, double[] shares, double highest, int x, int y) {
        graphics.setColor(Color.BLACK);
        graphics.drawString(title, x, y + HEADER - 8);
        for (int i = 0; i < BINS; i++) {
            for (int j = 0; j < BINS; j++) {
                double darkness = Math.sqrt(Math.min(1, shares[i * BINS + j] / highest));
                int grey = (int) Math.round(255 * (1 - darkness));
                graphics.setColor(new Color(grey, grey, grey));
                graphics.fillRect(x + i * CELL, y + HEADER + (BINS - 1 - j) * CELL, CELL, CELL);
            }
        }
        graphics.setColor(Color.GRAY);
        graphics.drawRect(x, y + HEADER, BINS * CELL, BINS * CELL);
    }
}
