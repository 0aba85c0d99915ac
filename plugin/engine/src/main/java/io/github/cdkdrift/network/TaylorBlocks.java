package io.github.cdkdrift.network;

/**
 * What stands side by side in the matrices of a {@link TaylorPass}, each a batch wide: values, a first coefficient for each probe, a second
 * one for each group, and last the tangent along the loss's direction or, among adjoints, the gradient's chain.
 */
record TaylorBlocks(int batch, int probes, int groups) {
    TaylorBlocks {
        if (batch < 1 || groups < 0 || (probes == 0) != (groups == 0) || probes < groups) {
            throw new IllegalArgumentException(
                    "a batch of " + batch + ", " + probes + " probes in " + groups + " groups");
        }
    }

    /** Columns of the values and of all coefficients. */
    int forwardColumns() {
        return (1 + probes + groups) * batch;
    }

    /** Columns of the values and of the first coefficients. */
    int firstColumns() {
        return (1 + probes) * batch;
    }

    int allColumns() {
        return forwardColumns() + batch;
    }

    int ofProbe(int probe) {
        return 1 + probe;
    }

    int ofGroup(int group) {
        return 1 + probes + group;
    }

    int last() {
        return 1 + probes + groups;
    }

    int groupOf(int probe) {
        return probe * groups / probes;
    }
}
