/** What chemists ask of an ensemble that needs a potential: the minima that its conformers belong to, with their populations. */
package io.github.cdkdrift.conformer;
