package io.github.cdkdrift.density;

import io.github.cdkdrift.coordinate.InternalCoordinates;
import io.github.cdkdrift.coordinate.RotorFold;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Takes a density apart into a layout and real numbers, and puts it together again, checking both. */
final class DensityParts {
    private final DensityLayout layout;
    private final double[] numbers;
    private int next;

    private DensityParts(DensityLayout layout, double[] numbers) {
        this.layout = layout;
        this.numbers = numbers;
    }

    static DensityLayout layout(NormalScores map, int[] classOf) {
        Basins basins = map.basins();
        States states = map.states();
        int[][] codes = new int[states.size()][];
        Arrays.setAll(codes, states::code);
        int[][] quantiles = Arrays.stream(map.marginals())
                .map(ofCoordinate -> Arrays.stream(ofCoordinate)
                        .mapToInt(marginal -> marginal == null ? 0 : marginal.quantiles().length)
                        .toArray())
                .toArray(int[][]::new);
        return new DensityLayout(
                map.internal().tree(),
                map.fold().groups(),
                Arrays.stream(basins.starts())
                        .mapToInt(starts -> starts == null ? 0 : starts.length)
                        .toArray(),
                quantiles,
                codes,
                map.factors().size(),
                map.factorOf(),
                classOf);
    }

    /** Starts of basins, shares of states, marginals of basins, quantiles, effects, means, covariances' factors, in this order. */
    static double[] numbers(NormalScores map) {
        List<double[]> parts = new ArrayList<>();
        Arrays.stream(map.basins().starts()).filter(starts -> starts != null).forEach(parts::add);
        parts.add(map.states().shares());
        parts.addAll(List.of(map.states().marginals()));
        for (QuantileFunction[] ofCoordinate : map.marginals()) {
            for (QuantileFunction marginal : ofCoordinate) {
                parts.add(marginal == null ? new double[0] : marginal.quantiles());
            }
        }
        parts.addAll(List.of(map.effects()));
        parts.addAll(List.of(map.means()));
        map.factors().forEach(factor -> parts.add(factor.triangle()));
        return parts.stream().flatMapToDouble(DoubleStream::of).toArray();
    }

    /** @throws IllegalArgumentException if the parts do not fit together */
    static ConformerDensity density(MolecularGraph graph, DensityLayout layout, double[] numbers) {
        return new DensityParts(layout, numbers).density(graph);
    }

    private ConformerDensity density(MolecularGraph graph) {
        InternalCoordinates internal = InternalCoordinates.of(graph, layout.tree());
        RotorFold fold = RotorFold.of(layout.rotors(), graph.atoms());
        int dimensions = internal.size();
        require(layout.basins().length == dimensions && layout.quantiles().length == dimensions, "coordinates");
        double[][] starts = new double[dimensions][];
        for (int k = 0; k < dimensions; k++) {
            starts[k] = layout.basins()[k] == 0 ? null : take(layout.basins()[k]);
        }
        Basins basins = Basins.ofStarts(internal, fold, starts);
        int size = layout.codes().length;
        require(size > 0 && layout.factorOf().length == size && layout.classOf().length == size, "states");
        States states = states(basins);
        QuantileFunction[][] marginals = marginals(basins);
        double[][] effects = take(basins.total(), dimensions);
        double[][] means = take(size, dimensions);
        List<GaussianFactor> factors = new ArrayList<>();
        for (int i = 0; i < layout.factors(); i++) {
            factors.add(GaussianFactor.ofTriangle(dimensions, take(dimensions * (dimensions + 1) / 2)));
        }
        require(next == numbers.length && !factors.isEmpty(), "numbers");
        for (int s = 0; s < size; s++) {
            require(isFactor(layout.factorOf()[s]) && isFactor(layout.classOf()[s]), "covariances");
        }
        NormalScores map =
                new NormalScores(internal, fold, basins, states, marginals, effects, means, factors, layout.factorOf());
        return new ConformerDensity(map, layout.classOf());
    }

    private boolean isFactor(int number) {
        return number >= 0 && number < layout.factors();
    }

    private States states(Basins basins) {
        double[] shares = take(layout.codes().length);
        double[][] marginals = new double[basins.split().length][];
        for (int j = 0; j < marginals.length; j++) {
            marginals[j] = take(basins.count(j));
        }
        for (int[] code : layout.codes()) {
            require(code.length == marginals.length, "basins of a state");
            for (int j = 0; j < code.length; j++) {
                require(code[j] >= 0 && code[j] < basins.count(j), "basins of a state");
            }
        }
        return new States(basins, layout.codes(), shares, marginals);
    }

    private QuantileFunction[][] marginals(Basins basins) {
        QuantileFunction[][] marginals = new QuantileFunction[layout.basins().length][];
        for (int k = 0; k < marginals.length; k++) {
            require(layout.quantiles()[k].length == basins.countOf(k), "quantiles");
            marginals[k] = new QuantileFunction[basins.countOf(k)];
            for (int basin = 0; basin < marginals[k].length; basin++) {
                int count = layout.quantiles()[k][basin];
                require(count == 0 || count > 2, "quantiles");
                if (count > 0) {
                    double[] rising = take(count);
                    for (int i = 1; i < count; i++) {
                        require(rising[i] > rising[i - 1], "rising quantiles");
                    }
                    marginals[k][basin] =
                            new QuantileFunction(rising, basins.lowest(k, basin), basins.highest(k, basin));
                }
            }
        }
        return marginals;
    }

    private double[] take(int count) {
        require(count >= 0 && count <= numbers.length - next, "numbers");
        next += count;
        return Arrays.copyOfRange(numbers, next - count, next);
    }

    private double[][] take(int rows, int columns) {
        double[][] taken = new double[rows][];
        Arrays.setAll(taken, row -> take(columns));
        return taken;
    }

    private static void require(boolean fits, String what) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "found " + what + " that do not fit each other; expected a whole density");
        }
    }
}
