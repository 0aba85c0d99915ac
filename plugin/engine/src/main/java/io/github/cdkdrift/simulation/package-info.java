/**
 * Dynamics in time on a model's potential, beside what the model draws: {@link io.github.cdkdrift.simulation.ModelSimulation} runs it, {@link
 * io.github.cdkdrift.simulation.SimulationReport} says whether both agree.
 */
package io.github.cdkdrift.simulation;
