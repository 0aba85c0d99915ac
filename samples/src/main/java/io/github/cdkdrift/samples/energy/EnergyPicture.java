package io.github.cdkdrift.samples.energy;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Maps of energies over k_BT of the plane beside each other, a column for each method; contours every two k_BT. */
final class EnergyPicture {
    static final int BINS = 64;
    static final double HIGHEST = 12;
    private static final int CELL = 4;
    private static final int MARGIN = 12;
    private static final int HEADER = 44;
    private static final int SIDE = 150;
    private static final int FOOTER = 44;
    private static final Color[] SCALE = {
        new Color(0x30, 0x12, 0x3b),
        new Color(0x41, 0x6d, 0xd8),
        new Color(0x1b, 0xbf, 0xc9),
        new Color(0x7d, 0xe0, 0x6a),
        new Color(0xe8, 0xd2, 0x3a),
        new Color(0xf0, 0x7a, 0x25),
        new Color(0xa0, 0x1c, 0x08)
    };

    private final List<Column> columns = new ArrayList<>();
    private final String[][] rows;

    /** Rows of energies, samples and simulation. */
    EnergyPicture() {
        this(new String[][] {
            {"energy at t = 0", ""}, {"−ln share of", "the samples"}, {"−ln share of the", "simulation"}
        });
    }

    /** @param rows two lines of text for each */
    EnergyPicture(String[][] rows) {
        this.rows = rows;
    }

    /** @param maps energies from 0, [BINS · BINS] each, NaN where there is none; null for an empty place */
    private record Column(String title, List<double[]> maps) {}

    /** Adds a column of maps, null for an empty place. */
    void add(String title, double[]... maps) {
        columns.add(new Column(title, Arrays.asList(maps)));
    }

    /** −ln of shares, from 0; NaN where empty. */
    static double[] freeEnergies(double[] shares) {
        double highest = 0;
        for (double share : shares) {
            highest = Math.max(highest, share);
        }
        double[] map = new double[shares.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = shares[i] > 0 ? Math.log(highest / shares[i]) : Double.NaN;
        }
        return map;
    }

    BufferedImage draw() {
        int side = BINS * CELL;
        BufferedImage image = new BufferedImage(
                SIDE + columns.size() * (side + MARGIN) + MARGIN,
                HEADER + rows.length * (side + MARGIN) + FOOTER,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 17));
        graphics.setColor(Color.BLACK);
        for (int row = 0; row < rows.length; row++) {
            int y = HEADER + row * (side + MARGIN) + side / 2;
            graphics.drawString(rows[row][0], MARGIN, y);
            graphics.drawString(rows[row][1], MARGIN, y + 22);
        }
        for (int column = 0; column < columns.size(); column++) {
            int x = SIDE + column * (side + MARGIN);
            graphics.setColor(Color.BLACK);
            graphics.drawString(columns.get(column).title(), x, HEADER - 14);
            for (int row = 0; row < rows.length; row++) {
                double[] map = columns.get(column).maps().get(row);
                if (map != null) {
                    panel(graphics, map, x, HEADER + row * (side + MARGIN));
                }
            }
        }
        legend(graphics, SIDE, HEADER + rows.length * (side + MARGIN) + 4);
        graphics.dispose();
        return image;
    }

    private static void panel(Graphics2D graphics, double[] map, int x, int y) {
        for (int i = 0; i < BINS; i++) {
            for (int j = 0; j < BINS; j++) {
                double value = map[i * BINS + j];
                graphics.setColor(value < HIGHEST ? colour(value) : Color.WHITE);
                graphics.fillRect(x + i * CELL, y + (BINS - 1 - j) * CELL, CELL, CELL);
            }
        }
        graphics.setColor(Color.GRAY);
        graphics.drawRect(x, y, BINS * CELL, BINS * CELL);
    }

    /** In bands of half a k_BT. */
    private static Color colour(double value) {
        double place = Math.floor(2 * Math.max(0, value)) / (2 * HIGHEST) * (SCALE.length - 1);
        int below = Math.min(SCALE.length - 2, (int) place);
        double part = place - below;
        Color a = SCALE[below];
        Color b = SCALE[below + 1];
        return new Color(
                (int) (a.getRed() + part * (b.getRed() - a.getRed())),
                (int) (a.getGreen() + part * (b.getGreen() - a.getGreen())),
                (int) (a.getBlue() + part * (b.getBlue() - a.getBlue())));
    }

    private static void legend(Graphics2D graphics, int x, int y) {
        for (int i = 0; i < 2 * (int) HIGHEST; i++) {
            graphics.setColor(colour(i / 2.0));
            graphics.fillRect(x + 14 * i, y, 14, 14);
        }
        graphics.setColor(Color.BLACK);
        graphics.drawString(String.format("0 to %.0f k_BT; white: higher, or no sample", HIGHEST), x + 350, y + 13);
    }
}
