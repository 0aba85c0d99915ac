/**
 * Geometries of one molecule laid over each other, equal atoms exchanged as the graph allows: {@link
 * io.github.cdkdrift.superposition.SymmetricSuperposition} compares any two, {@link
 * io.github.cdkdrift.superposition.SymmetricAlignment} lays many over one.
 */
package io.github.cdkdrift.superposition;
