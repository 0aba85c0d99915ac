/**
 * Conformers of a library of molecules on a cluster of machines, by Apache Spark: a table with SMILES comes in, each partition starts the
 * command and asks it about one molecule after the other ({@code worker}), a table with conformers goes out ({@link
 * io.github.cdkdrift.spark.ConformerJob}).
 */
package io.github.cdkdrift.spark;
