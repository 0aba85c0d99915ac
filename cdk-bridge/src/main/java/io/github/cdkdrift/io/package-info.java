/**
 * Files in and out. Bytes come in by {@code InputFiles}, which unpacks gzip within limits and knows what kind of file
 * they are; readers make labelled frames of them ({@link io.github.cdkdrift.io.ExtendedXyzReader}, {@link
 * io.github.cdkdrift.io.NpzFrames}), molecules ({@link io.github.cdkdrift.io.MoleculeReader})
 * or ensembles ({@link io.github.cdkdrift.io.EnsembleFiles}). Conformers go out by {@link io.github.cdkdrift.io.ConformerWriter} to an
 * encoder of the format, into an {@link io.github.cdkdrift.io.AtomicFile}, which appears under its name only when it is whole.
 */
package io.github.cdkdrift.io;
