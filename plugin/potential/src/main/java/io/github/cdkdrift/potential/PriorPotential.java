package io.github.cdkdrift.potential;

/** A cheap potential that a fit to labels of a better one may begin from, and that a model file can hold. */
public sealed interface PriorPotential extends Potential permits Mmff94Potential, XtbPrior {}
