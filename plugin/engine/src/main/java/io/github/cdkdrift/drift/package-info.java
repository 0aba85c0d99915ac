/**
 * Where the samples of a batch should move: by transport to the quantiles of target samples along many directions, by kernels with
 * forces of frames, or by energies alone. Features of the batch come in, displacements in features go out, which the trainer pulls
 * back through feature map and network.
 */
package io.github.cdkdrift.drift;
