package io.github.cdkdrift.generator;

/** What turns random numbers into a geometry: in one pass, but for the diffusions of beads. */
public sealed interface Generator permits PositionNetwork, WellNetwork, DensityGenerator, DiffusionGenerator {}
