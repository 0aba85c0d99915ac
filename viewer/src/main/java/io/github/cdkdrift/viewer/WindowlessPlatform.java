package io.github.cdkdrift.viewer;

import org.jmol.awt.Platform;
import org.jmol.util.Font;

/**
 * Jmol's drawing into memory without AWT's fonts and graphics devices, which need a display where one is announced and write a
 * cache of fonts to the user's home. Our pictures have no text; Jmol measures its own name all the same.
 */
final class WindowlessPlatform extends Platform {
    @Override
    public boolean isHeadless() {
        return true;
    }

    @Override
    public Object getGraphics(Object image) {
        return null;
    }

    @Override
    public Object getStaticGraphics(Object image, boolean background) {
        return null;
    }

    @Override
    public Object newFont(String face, boolean bold, boolean italic, float size) {
        return null;
    }

    @Override
    public Object getFontMetrics(Font font, Object graphics) {
        return null;
    }

    @Override
    public int fontStringWidth(Font font, String text) {
        return 0;
    }

    @Override
    public int getFontAscent(Object metrics) {
        return 0;
    }

    @Override
    public int getFontDescent(Object metrics) {
        return 0;
    }
}
