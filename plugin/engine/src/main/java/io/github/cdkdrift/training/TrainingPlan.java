package io.github.cdkdrift.training;

/**
 * What is trained, and towards what: a generator that knows its density ({@link DensityPlan}, the default), or a network by transport
 * drift ({@link TransportPlan}), by a kernel drift ({@link KernelPlan}), or by energies alone ({@link EnergyPlan}).
 */
public sealed interface TrainingPlan permits DensityPlan, TransportPlan, KernelPlan, EnergyPlan {}
