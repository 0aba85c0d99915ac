package io.github.cdkdrift.density;

import io.github.cdkdrift.coordinate.RotorFold;
import java.util.List;

/**
 * What a {@link ConformerDensity} is made of beside its real numbers, so that it can be kept in a file: see {@link ConformerDensity#layout}.
 *
 * @param tree of the internal coordinates, by atom
 * @param rotors terminal rotors whose turns are taken out
 * @param basins how many basins each coordinate has; 0 for one that is no torsion
 * @param quantiles how many quantiles stand for each basin of each coordinate; 0 where no sample was
 * @param codes the basin of each split coordinate in each state, [states][split]
 * @param factors how many covariances there are
 * @param factorOf the number of each state's covariance, [states]
 * @param classOf the number of each state's covariance where blocks are redrawn, [states]
 */
public record DensityLayout(
        int[][] tree,
        List<RotorFold.Group> rotors,
        int[] basins,
        int[][] quantiles,
        int[][] codes,
        int factors,
        int[] factorOf,
        int[] classOf) {}
