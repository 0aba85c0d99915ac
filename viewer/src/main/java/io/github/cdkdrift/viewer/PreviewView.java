package io.github.cdkdrift.viewer;

/** What a still picture shows. */
public enum PreviewView {
    /** Conformers laid over each other: the first in colours, the others as a cloud. */
    OVERLAY,
    /** One conformer of each cluster side by side, the largest cluster first, with its share of the ensemble. */
    CLUSTERS,
    /** One conformer, its atoms coloured by how far they move in the ensemble. */
    FLEXIBILITY
}
