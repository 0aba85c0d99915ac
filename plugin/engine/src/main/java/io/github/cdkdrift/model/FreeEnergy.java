package io.github.cdkdrift.model;

/**
 * A free energy difference.
 *
 * @param value kcal/mol
 * @param standardError kcal/mol
 */
public record FreeEnergy(double value, double standardError) {}
