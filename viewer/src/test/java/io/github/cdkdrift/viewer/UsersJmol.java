package io.github.cdkdrift.viewer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jmol.adapter.smarter.SmarterJmolAdapter;
import org.jmol.util.Logger;
import org.jmol.viewer.Viewer;

/** Jmol as a user starts it, with its own defaults: scripts in titles are allowed. */
final class UsersJmol implements AutoCloseable {
    private final Viewer viewer;

    UsersJmol() {
        Logger.setLogger(null);
        Map<String, Object> options = new HashMap<>();
        options.put("platform", "org.jmol.awt.Platform");
        options.put("adapter", new SmarterJmolAdapter());
        options.put("isApp", true);
        options.put("noDisplay", true);
        options.put("silent", true);
        viewer = new Viewer(options);
    }

    /** Runs a command; the error, or null. */
    String run(String command) {
        viewer.scriptWait(command);
        return viewer.getErrorMessage();
    }

    /** Opens a script's file as the menu does; the error, or null. */
    String open(Path script) {
        return run("script \"" + script + "\";");
    }

    int models() {
        return viewer.ms.mc;
    }

    int integer(String expression) {
        return (int) number(expression);
    }

    double number(String expression) {
        return Double.parseDouble(viewer.evaluateExpression(expression).toString());
    }

    @Override
    public void close() {
        viewer.dispose();
    }
}
