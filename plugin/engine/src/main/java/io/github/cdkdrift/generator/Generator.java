package io.github.cdkdrift.generator;

/** What turns random numbers into a geometry in one pass. */
public sealed interface Generator permits PositionNetwork, WellNetwork, DensityGenerator {}
