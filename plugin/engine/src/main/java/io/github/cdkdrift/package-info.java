/**
 * The way in: {@link io.github.cdkdrift.DriftingConformerGenerator} is trained on frames, or by {@link
 * io.github.cdkdrift.MoleculeTraining} from a structure alone, and draws conformers as CDK molecules.
 */
package io.github.cdkdrift;
