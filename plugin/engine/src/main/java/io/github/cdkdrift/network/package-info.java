/**
 * From noise to positions: {@link io.github.cdkdrift.network.Mlp} over one flat vector of parameters, the turns of bonds behind it ({@link
 * io.github.cdkdrift.network.TorsionHead}), the gradients of both written by hand, and Adam.
 */
package io.github.cdkdrift.network;
