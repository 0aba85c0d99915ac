package io.github.cdkdrift.viewer;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import org.jmol.adapter.smarter.SmarterJmolAdapter;
import org.jmol.util.Logger;
import org.jmol.viewer.JC;
import org.jmol.viewer.Viewer;

/** One Jmol viewer without a window. */
final class JmolCanvas implements AutoCloseable {
    private final Viewer viewer;
    private final int width;
    private final int height;

    JmolCanvas(int width, int height) {
        Logger.setLogger(null);
        Map<String, Object> options = new HashMap<>();
        options.put("platform", new WindowlessPlatform());
        options.put("adapter", new SmarterJmolAdapter());
        options.put("isApp", true);
        options.put("noDisplay", true);
        options.put("silent", true);
        this.viewer = new Viewer(options);
        this.width = width;
        this.height = height;
        viewer.setScreenDimension(width, height);
        run("set allowEmbeddedScripts false;");
    }

    static String version() {
        return JC.version;
    }

    /** Loads the models of a file's text. */
    void load(String text) {
        String error = viewer.loadInline(text);
        if (error != null) {
            throw new IllegalStateException("Jmol cannot load its molecule: " + error);
        }
    }

    void run(String script) {
        viewer.scriptWait(script);
        if (viewer.getErrorMessage() != null) {
            throw new IllegalStateException("Jmol refuses a script: " + viewer.getErrorMessage());
        }
    }

    /** What a window would show now. */
    BufferedImage image() {
        // A viewer without a display draws nothing before a first image was asked for. Asking for a real format would
        // let Jmol's encoder write to System.out; this one has no encoder.
        viewer.getImageAsBytes("BINARY", width, height, -1, new String[1]);
        viewer.setScreenDimension(width, height);
        return copy((BufferedImage) viewer.getScreenImageBuffer(null, true));
    }

    /** Jmol draws the next picture into the same pixels. */
    private static BufferedImage copy(BufferedImage drawn) {
        int width = drawn.getWidth();
        int height = drawn.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        copy.setRGB(0, 0, width, height, drawn.getRGB(0, 0, width, height, null, 0, width), 0, width);
        return copy;
    }

    @Override
    public void close() {
        viewer.dispose();
    }
}
