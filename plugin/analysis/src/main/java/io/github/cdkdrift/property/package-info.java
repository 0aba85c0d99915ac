/** Boltzmann averages over an ensemble, with standard errors. */
package io.github.cdkdrift.property;
