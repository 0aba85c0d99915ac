package io.github.cdkdrift.cli;

/** What becomes of configurations that a structure leaves open. */
enum StereoChoice {
    /** One stereoisomer, the first that can be built. */
    ONE,
    /** Every stereoisomer as a molecule of its own. */
    ENUMERATE
}
