/**
 * Diffusions that are energies: points are drawn by running the diffusion backwards and simulated by the energy at time 0, and both shall
 * agree (Plainer et al., "Consistent Sampling and Simulation", arXiv:2506.17139). {@link io.github.cdkdrift.diffusion.DiffusionTrainer}
 * makes an {@link io.github.cdkdrift.diffusion.EnergyDiffusion} of points, {@link io.github.cdkdrift.diffusion.EnergyTie} ties its energy
 * to what any generator draws.
 *
 * <p>Part of the engine, since it trains networks on the same parameters, optimiser and matrix products as the generators ({@code
 * network}, {@code backend}); the energies that it learns are those that {@code drift} and {@code training} draw from ({@link
 * io.github.cdkdrift.drift.ReducedEnergy}). Neither the conformer generators nor the model files know it. A network of another kind, for
 * larger molecules, would stand where {@code network.TaylorPass} does.
 */
package io.github.cdkdrift.diffusion;
