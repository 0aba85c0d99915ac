package io.github.cdkdrift.viewer;

import io.github.cdkdrift.cluster.ConformerClusters;
import io.github.cdkdrift.cluster.ConformerClusters.Cluster;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.ensemble.PropertyKeys;
import io.github.cdkdrift.superposition.SymmetricAlignment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The Jmol script of an ensemble: of our own words, numbers and one escaped path. In Jmol a semicolon ends a comment too. */
final class EnsembleScript {
    /** Jmol superposes some 700 small molecules a second; more conformers than this would keep the user waiting. */
    private static final int MOST_MODELS = 2000;

    private static final String ENERGY = PropertyKeys.ENERGY;

    private static final String INTRODUCTION =
            """
            # %1$d conformers in %2$d clusters%3$s. Of them %4$d are loaded, and %5$d of those are
            # laid over each other.
            # Open this file in Jmol 14 or later%6$s: File > Open, or "jmol -s" and its name.
            # Views, to be typed in Jmol's console (File > Console):
            #   overlay()      the conformers of the picture
            #   everything()   all conformers that were loaded
            #   oneByOne()     one conformer at a time, then "frame next", "frame previous" or "animation on"
            #   firstOnly()    the first conformer alone
            #   clusters()     one conformer of each cluster
            #   cluster(1)     the members of the largest cluster, cluster(2) those of the next
            #   byEnergy()     %7$s
            """;

    private static final String FORCES_SAID =
            """
            #   forces()       the conformers of the picture one at a time, forces as arrows, if the file
            #                  has them behind the coordinates (extended XYZ)
            """;

    private static final String LOAD =
            """

            set allowEmbeddedScripts false;  # titles in the ensemble's file are text, never commands
            load %s;

            """;

    private static final String SUPERPOSE =
            """
            # Superpose all on the first. Without "subset" the other atoms would stay behind,
            # without 0.0 a window would show each motion for a second.
            for (var i = 1; i < %d; i++) {
              compare {modelindex=@i} {modelindex=0} subset {%s} rotate translate 0.0;
            }
            """;

    private static final String VIEWS =
            """

            # The cluster of each model: 1 is the largest%5$s.
            clusterOfModel = %4$s;
            for (var i = 1; i <= clusterOfModel.length; i++) {
              var model = i - 1;
              {modelindex=@model}.property_cluster = clusterOfModel[i];
            }

            function everything() {
              animation off;
              vectors off;
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
            function clusters() {
              everything();
            %2$s  display %6$s;
            }
            function cluster(k) {
              everything();
            %2$s  display property_cluster = @k;
            }
            function oneByOne() {
              vectors off;
              display all;
            %2$s  animation mode loop;
              animation frames %7$s;
              frame first;
            }
            function byEnergy() {
              vectors off;
              display all;
            %2$s  animation mode loop;
              animation frames %8$s;
              frame first;
            }
            """;

    /** Jmol's {@code compare} turns atoms and leaves their arrows behind. */
    private static final String FORCES =
            """
            longestForce = 0;
            function forces() {
              if (longestForce == 0) {
                var models = %1$s;
                var turns = %2$s;
                for (var i = 1; i <= models.length; i++) {
                  var model = models[i] - 1;
                  var turn = turns[i];
                  for (var atom IN {modelindex=@model}) {
                    var force = turn * atom.vxyz;
                    atom.vxyz = force;
                    var length = sqrt(force.x * force.x + force.y * force.y + force.z * force.z);
                    if (length > longestForce) {
                      longestForce = length;
                    }
                  }
                }
              }
              display all;
            %3$s  if (longestForce > 0) {
                var scale = 1.5 / longestForce;
                select all;
                vectors 0.03;
                vectors scale @scale;
                color vectors [xD55E00];
                select none;
              }
              animation mode loop;
              animation frames %1$s;
              frame first;
            }

            """;

    private EnsembleScript() {}

    /** For a file of the whole ensemble, of which Jmol loads a part where it is large. */
    static String compose(ConformerEnsemble ensemble, String reference, PreviewSettings settings) {
        int stride = stride(ensemble);
        String file = stride == 1 ? reference : "models {0 -1 " + stride + "} " + reference;
        return text(ensemble, true, file, settings);
    }

    /** For a file of {@link #loaded} alone. */
    static String ofLoaded(ConformerEnsemble ensemble, String reference, PreviewSettings settings) {
        return text(ensemble, false, reference, settings);
    }

    /** The places of the conformers that are loaded, evenly over all. */
    static int[] loaded(ConformerEnsemble ensemble) {
        int stride = stride(ensemble);
        return IntStream.iterate(0, place -> place < ensemble.size(), place -> place + stride)
                .toArray();
    }

    private static int stride(ConformerEnsemble ensemble) {
        return (ensemble.size() + MOST_MODELS - 1) / MOST_MODELS;
    }

    private static String text(ConformerEnsemble ensemble, boolean usersFile, String file, PreviewSettings settings) {
        SymmetricAlignment alignment = Overlay.alignment(ensemble, 0, settings);
        int stride = stride(ensemble);
        int models = loaded(ensemble).length;
        ConformerClusters clusters = ConformerClusters.of(ensemble);
        int[] shown = Overlay.evenly(models, settings.conformers());
        List<Integer> inOrder = IntStream.rangeClosed(1, models).boxed().toList();
        boolean energies = hasEnergies(ensemble);
        return String.format(
                        Locale.ROOT,
                        INTRODUCTION,
                        ensemble.size(),
                        clusters.clusters().size(),
                        difference(clusters),
                        models,
                        shown.length,
                        usersFile ? ", beside the ensemble's file" : "",
                        energies
                                ? "one conformer at a time, that of the lowest energy first"
                                : "the same as oneByOne(), since the conformers have no energies")
                + (usersFile ? FORCES_SAID : "")
                + String.format(Locale.ROOT, LOAD, file)
                + "frame all;\n"
                + String.format(Locale.ROOT, SUPERPOSE, models, selection(alignment.atoms()))
                + exchanges(ensemble, alignment, stride, models)
                + String.format(
                        Locale.ROOT,
                        VIEWS,
                        Look.overlay(settings.style()).indent(2),
                        Look.coloured("all", settings.style()).indent(2),
                        modelIndices(Arrays.stream(shown)),
                        clusterOfModel(clusters, stride, models),
                        difference(clusters),
                        modelIndices(representatives(clusters, stride)),
                        inOrder,
                        energies ? orderByEnergy(ensemble, stride, models) : inOrder)
                + (usersFile ? forces(ensemble, alignment, shown, settings) : "")
                + Look.background(settings.background())
                + Look.SCENE
                + "overlay();\n"
                + Look.ORIENT
                + "center displayed;\nzoom 120;\n";
    }

    private static String difference(ConformerClusters clusters) {
        return switch (clusters.criterion()) {
            case WELLS -> " by the wells of " + String.join(", ", clusters.rotors());
            case DEVIATION -> " by heavy-atom RMSD";
            case MINIMA -> " by the minimum that they lead to";
            case STATED -> " as their file has them";
        };
    }

    private static String selection(int[] atoms) {
        return Arrays.stream(atoms).mapToObj(atom -> "atomno=" + (atom + 1)).collect(Collectors.joining(" or "));
    }

    private static String modelIndices(IntStream models) {
        return models.mapToObj(index -> "modelindex=" + index).collect(Collectors.joining(" or "));
    }

    /** Superpositions in which equal atoms change places, atom on atom. */
    private static String exchanges(ConformerEnsemble ensemble, SymmetricAlignment alignment, int stride, int models) {
        StringBuilder text = new StringBuilder();
        int[] atoms = alignment.atoms();
        for (int model = 1; model < models; model++) {
            int[] partners = alignment.partners(Overlay.geometry(ensemble, model * stride));
            if (!Arrays.equals(partners, atoms)) {
                text.append("compare {modelindex=").append(model).append("} {modelindex=0} atoms");
                for (int i = 0; i < atoms.length; i++) {
                    text.append(" {modelindex=")
                            .append(model)
                            .append(" and atomno=")
                            .append(atoms[i] + 1)
                            .append("} {modelindex=0 and atomno=")
                            .append(partners[i] + 1)
                            .append('}');
                }
                text.append(" rotate translate 0.0;\n");
            }
        }
        return text.isEmpty() ? "" : "# In these, equal atoms lie better in exchanged places.\n" + text;
    }

    private static List<Integer> clusterOfModel(ConformerClusters clusters, int stride, int models) {
        Integer[] numbers = new Integer[models];
        int number = 1;
        for (Cluster cluster : clusters.clusters()) {
            for (int member : cluster.members()) {
                if (member % stride == 0) {
                    numbers[member / stride] = number;
                }
            }
            number++;
        }
        return List.of(numbers);
    }

    /** A model of each cluster: its middle one if that is loaded, otherwise its first one that is. */
    private static IntStream representatives(ConformerClusters clusters, int stride) {
        return clusters.clusters().stream().flatMapToInt(cluster -> IntStream.concat(
                        IntStream.of(cluster.representative()), Arrays.stream(cluster.members()))
                .filter(member -> member % stride == 0)
                .limit(1)
                .map(member -> member / stride));
    }

    private static String forces(
            ConformerEnsemble ensemble, SymmetricAlignment alignment, int[] shown, PreviewSettings settings) {
        int stride = stride(ensemble);
        return String.format(
                Locale.ROOT,
                FORCES,
                Arrays.stream(shown).map(model -> model + 1).boxed().toList(),
                Arrays.stream(shown)
                        .mapToObj(model -> turn(alignment, Overlay.geometry(ensemble, model * stride)))
                        .toList(),
                Look.coloured("all", settings.style()).indent(2));
    }

    /** The rotation of a superposition as Jmol writes a matrix: where it brings the ends of the axes. */
    private static String turn(SymmetricAlignment alignment, double[] positions) {
        double[] withAxes = Arrays.copyOf(positions, positions.length + 12);
        for (int axis = 0; axis < 3; axis++) {
            withAxes[positions.length + 3 + 4 * axis] = 1;
        }
        double[] moved = alignment.superposed(withAxes);
        StringBuilder rows = new StringBuilder("[");
        for (int row = 0; row < 3; row++) {
            double origin = moved[positions.length + row];
            rows.append(String.format(
                    Locale.ROOT,
                    "%s[%.6f,%.6f,%.6f]",
                    row == 0 ? "" : ",",
                    moved[positions.length + 3 + row] - origin,
                    moved[positions.length + 6 + row] - origin,
                    moved[positions.length + 9 + row] - origin));
        }
        return rows.append(']').toString();
    }

    private static boolean hasEnergies(ConformerEnsemble ensemble) {
        return ensemble.conformers().stream()
                .allMatch(conformer -> conformer.properties().containsKey(ENERGY));
    }

    private static List<Integer> orderByEnergy(ConformerEnsemble ensemble, int stride, int models) {
        return IntStream.range(0, models)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer model) ->
                        ensemble.conformers().get(model * stride).properties().get(ENERGY)))
                .map(model -> model + 1)
                .toList();
    }
}
