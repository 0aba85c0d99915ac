/** Conformers of a library of molecules on a cluster of machines, by Apache Spark. */
package io.github.cdkdrift.spark;
