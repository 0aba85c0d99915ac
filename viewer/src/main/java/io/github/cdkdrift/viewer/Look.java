package io.github.cdkdrift.viewer;

import java.awt.Color;
import java.util.Locale;

/** The look of molecules as Jmol commands, for pictures and scripts alike. */
final class Look {
    /** Parallel projection and a zoom that refers to the smaller side keep the molecule inside the picture. */
    static final String SCENE =
            """
            set frank off;
            set perspectiveDepth off;
            set zoomLarge false;
            set antialiasDisplay true;
            set antialiasTranslucent true;
            set showMultipleBonds off;
            set ambientPercent 45;
            set diffusePercent 80;
            set specularPercent 18;
            vectors off;
            """;

    /** Jmol's best view of the molecule: the longest axis across, the shortest towards the viewer. */
    static final String ORIENT = "rotate best;\n";

    /** All conformers as thin translucent sticks. The blue stands apart from the elements' colours, for colour-blind eyes too. */
    private static final String CLOUD =
            """
            select all;
            spacefill off;
            wireframe 0.025;
            color bonds translucent 0.5 [x4477AA];
            """;

    /** In the elements' colours. Hydrogens are a shade darker than Jmol's, which vanish on white. */
    private static final String COLOURED =
            """
            select %1$s;
            %2$s
            color atoms cpk;
            color bonds opaque none;
            select (%1$s) and hydrogen;
            color atoms [xE4E4E4];
            select none;
            """;

    private Look() {}

    /** The first conformer among the others. */
    static String overlay(PreviewStyle style) {
        return CLOUD + coloured("modelindex=0", style);
    }

    static String coloured(String selection, PreviewStyle style) {
        return String.format(Locale.ROOT, COLOURED, selection, style.commands());
    }

    static String background(Color color) {
        return String.format(Locale.ROOT, "background [x%06X];\n", color.getRGB() & 0xFFFFFF);
    }
}
