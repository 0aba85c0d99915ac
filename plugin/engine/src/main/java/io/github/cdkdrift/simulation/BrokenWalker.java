package io.github.cdkdrift.simulation;

import io.github.cdkdrift.molecule.Rejection;

/**
 * A walker that ceased to be the molecule. Its frames before that stand in the trajectory; no average, count or rate has any of it.
 *
 * @param walker its number, from 0
 * @param time of the first frame without it, ps
 * @param reason what was wrong with the geometry; {@link Rejection#NOT_FINITE} also where its energy was no number
 */
public record BrokenWalker(int walker, double time, Rejection reason) {}
