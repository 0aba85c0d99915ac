/**
 * Force-labelled frames from a structure alone: {@link io.github.cdkdrift.labelling.StartGeometries} makes rotamers, {@link
 * io.github.cdkdrift.labelling.Labelling} minimises them, samples around them and labels the samples.
 */
package io.github.cdkdrift.labelling;
