/**
 * Molecular dynamics on any potential: {@link io.github.cdkdrift.dynamics.LangevinSampler} draws geometries from its Boltzmann
 * distribution, {@link io.github.cdkdrift.dynamics.Convergence} gives their effective sample size,
 * {@link io.github.cdkdrift.dynamics.ConfigurationalTemperature} at which temperature frames with forces are.
 */
package io.github.cdkdrift.dynamics;
