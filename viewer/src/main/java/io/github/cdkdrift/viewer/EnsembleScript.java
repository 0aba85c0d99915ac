package io.github.cdkdrift.viewer;

import io.github.cdkdrift.ensemble.ConformerEnsemble;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The Jmol script of an ensemble: of our own words, numbers and one escaped path. In Jmol a semicolon ends a comment too. */
final class EnsembleScript {
    /** Jmol superposes some 700 small molecules a second; more conformers than this would keep the user waiting. */
    private static final int MOST_MODELS = 2000;

    private static final String INTRODUCTION =
            """
            # %d conformers, %d of them laid over each other on their %s atoms.
            # Open this file in Jmol 14 or later, beside the ensemble's file: File > Open, or "jmol -s" and its name.
            # Views, to be typed in Jmol's console (File > Console):
            #   overlay()     the conformers of the picture
            #   everything()  all conformers that were loaded
            #   oneByOne()    one conformer at a time, then "frame next", "frame previous" or "animation on"
            #   firstOnly()   the first conformer alone

            """;

    private static final String LOAD =
            """
            set allowEmbeddedScripts false;  # titles in the ensemble's file are text, never commands
            load %s%s;

            """;

    private static final String SUPERPOSE =
            """
            # Superpose all on the first. Without "subset" the hydrogens would stay behind,
            # without 0.0 a window would show each motion for a second.
            for (var i = 1; i < %d; i++) {
              compare {modelindex=@i} {modelindex=0} subset {%s} rotate translate 0.0;
            }

            """;

    private static final String VIEWS =
            """
            function everything() {
              animation off;
              frame all;
              display all;
            %1$s}
            function overlay() {
              everything();
              display %3$s;
            }
            function firstOnly() {
              everything();
              display modelindex=0;
            }
            function oneByOne() {
              display all;
            %2$s  animation mode loop;
              frame 1;
            }

            """;

    private EnsembleScript() {}

    static String compose(ConformerEnsemble ensemble, String reference, PreviewSettings settings) {
        Overlay overlay = Overlay.of(ensemble, settings.conformers());
        boolean heavy =
                Overlay.heavyAtomsSuffice(ensemble.graph(), overlay.geometries().get(0));
        int stride = (ensemble.size() + MOST_MODELS - 1) / MOST_MODELS;
        int models = (ensemble.size() + stride - 1) / stride;
        String shown = Arrays.stream(Overlay.evenly(models, settings.conformers()))
                .mapToObj(index -> "modelindex=" + index)
                .collect(Collectors.joining(" or "));
        return INTRODUCTION
                        .formatted(ensemble.size(), overlay.geometries().size(), heavy ? "heavy" : "")
                        .replace("their  atoms", "atoms")
                + LOAD.formatted(stride == 1 ? "" : "models {0 -1 " + stride + "} ", reference)
                + "frame all;\n"
                + SUPERPOSE.formatted(models, heavy ? "not hydrogen" : "all")
                + VIEWS.formatted(Style.OVERLAY.indent(2), Style.balls("all").indent(2), shown)
                + Style.background(settings.background())
                + Style.SCENE
                + "overlay();\n"
                + Style.ORIENT
                + "center displayed;\nzoom 120;\n";
    }
}
