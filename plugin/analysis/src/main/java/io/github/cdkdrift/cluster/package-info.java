/**
 * Conformers in groups, without regard to which of several equal atoms is which: {@link
 * io.github.cdkdrift.cluster.ConformerClusters} is what files, reports, pictures and scripts show.
 */
package io.github.cdkdrift.cluster;
