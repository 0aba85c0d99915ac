/**
 * What models and checkpoints are kept in: records become JSON ({@link io.github.cdkdrift.archive.Manifest}), numbers NumPy vectors
 * ({@link io.github.cdkdrift.archive.NpyVector}), both entries of a zip file whose content a checksum seals ({@link
 * io.github.cdkdrift.archive.SealedArchive}); and back again.
 */
package io.github.cdkdrift.archive;
