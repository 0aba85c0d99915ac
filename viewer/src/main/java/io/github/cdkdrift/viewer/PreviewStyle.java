package io.github.cdkdrift.viewer;

/** How atoms and bonds of a molecule are drawn. */
public enum PreviewStyle {
    /** Small balls, thin sticks: the default. */
    BALLS("spacefill 15%; wireframe 0.085;"),
    /** Sticks as thick as their joints. */
    STICKS("spacefill 0.13; wireframe 0.13;"),
    /** Spheres of the van der Waals radii. */
    SPHERES("spacefill 100%; wireframe off;"),
    /** Thin lines. */
    LINES("spacefill 0.03; wireframe 0.03;");

    private final String commands;

    PreviewStyle(String commands) {
        this.commands = commands;
    }

    /** For Jmol, of the atoms that are selected. */
    String commands() {
        return commands;
    }
}
