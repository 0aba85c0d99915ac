package io.github.cdkdrift.labelling;

/**
 * A labelled frame and whose it is.
 *
 * @param walker its number, from 0
 * @param positions [atoms · 3] Å
 * @param forces [atoms · 3] kcal/mol/Å
 * @param energy kcal/mol
 */
public record WalkerFrame(int walker, double[] positions, double[] forces, double energy) {}
