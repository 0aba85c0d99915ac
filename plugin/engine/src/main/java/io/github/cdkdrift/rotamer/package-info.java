/**
 * Populations of rotamers from the torques of force labels: {@link io.github.cdkdrift.rotamer.TorqueReweighting} is the door.
 */
package io.github.cdkdrift.rotamer;
