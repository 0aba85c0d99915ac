package io.github.cdkdrift.io;

import java.util.OptionalDouble;

/**
 * One frame of a file, with the labels that the file gives it, in kcal/mol and Å.
 *
 * @param atomicNumbers [atoms]
 * @param positions [atoms · 3] Å
 * @param forces [atoms · 3] kcal/mol/Å, or null where the file has none
 * @param energy kcal/mol, empty where the file has none
 */
public record LabelledFrame(int[] atomicNumbers, double[] positions, double[] forces, OptionalDouble energy) {}
