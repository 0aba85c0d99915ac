/**
 * What a structure says before anything is computed: {@link io.github.cdkdrift.molecule.PreparedMolecule} makes of a CDK molecule as it was
 * read one with all hydrogens and stated configurations, {@link io.github.cdkdrift.molecule.MolecularGraph} holds its bonds, stereocentres
 * and symmetry, {@code SlowCoordinates} lists the motions that matter, {@link
 * io.github.cdkdrift.molecule.GeometryCheck} tells whether a geometry is still this molecule.
 *
 * <p>CDK molecules come in; graphs go to every other package. Nothing here reads files.
 */
package io.github.cdkdrift.molecule;
