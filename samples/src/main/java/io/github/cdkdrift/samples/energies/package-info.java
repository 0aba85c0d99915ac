/** Conformer energies of every potential beside those of coupled cluster. */
package io.github.cdkdrift.samples.energies;
