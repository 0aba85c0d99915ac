/**
 * Symmetry and rotamers of target samples. Each geometry is replaced by its copy in one symmetry domain and told its rotamer state ({@link
 * io.github.cdkdrift.rotamer.CanonicalDomain}, {@link io.github.cdkdrift.rotamer.RotamerStates}); generators learn from these, and a
 * random operation undoes the former when conformers are drawn. {@link io.github.cdkdrift.rotamer.TorqueReweighting} estimates
 * populations from the torques of force labels.
 */
package io.github.cdkdrift.rotamer;
