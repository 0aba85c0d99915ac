/** Conformers compared and grouped without regard to which of several equal atoms is which. */
package io.github.cdkdrift.viewer.cluster;
