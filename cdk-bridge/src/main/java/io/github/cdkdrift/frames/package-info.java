/**
 * Frames of one molecule with forces: {@code ForceFramesFile} reads them by way of {@code io}, finds out their units and leaves out
 * what does not belong to them, {@link io.github.cdkdrift.frames.ForceFrames} holds them for everything downstream,
 * {@link io.github.cdkdrift.frames.LabelInspection} says how much can be learnt from them.
 */
package io.github.cdkdrift.frames;
