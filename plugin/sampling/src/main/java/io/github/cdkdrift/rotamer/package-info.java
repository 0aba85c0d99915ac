/**
 * Populations of rotamers from the torques of force labels: {@link io.github.cdkdrift.rotamer.TorqueReweighting} makes the estimate.
 */
package io.github.cdkdrift.rotamer;
