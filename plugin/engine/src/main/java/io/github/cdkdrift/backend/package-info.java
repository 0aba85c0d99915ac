/**
 * What computes: {@link io.github.cdkdrift.backend.Kernels} are the large elementwise operations of a training step, as fused Java
 * loops on a CPU and as ND4J operations on a GPU; {@link io.github.cdkdrift.backend.Backend} says which of the two is there.
 */
package io.github.cdkdrift.backend;
