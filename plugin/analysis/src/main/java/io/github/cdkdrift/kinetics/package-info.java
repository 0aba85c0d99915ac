/**
 * Motion in time: series of torsions come in, states are told apart by cores, and transitions and rates with standard errors go out
 * ({@link io.github.cdkdrift.kinetics.Transitions}).
 */
package io.github.cdkdrift.kinetics;
