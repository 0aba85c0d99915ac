/**
 * What draws a conformer in one pass: a network, or a closed form of known density, bent by a map that knows its volume ({@link
 * io.github.cdkdrift.generator.CouplingFlow}).
 */
package io.github.cdkdrift.generator;
