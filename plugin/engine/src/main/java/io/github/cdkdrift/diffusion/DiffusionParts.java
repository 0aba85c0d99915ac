package io.github.cdkdrift.diffusion;

import io.github.cdkdrift.network.Mlp;
import io.github.cdkdrift.network.MlpShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What an {@link EnergyDiffusion} of beads is made of beside its networks' parameters, in plain numbers for a file.
 *
 * @param beads how many there are
 * @param bonds {i, j} of joined beads
 * @param scale unit of lengths, Å or what the frames were in
 * @param means of the distances in this unit, [pairs]
 * @param variances of the distances, [pairs]
 * @param volumes widths of the signed volumes, [quadruples]
 * @param networks for ranges of times, from time 1 to time 0
 * @param tied whether the energy at time 0 is a network of its own, of the shape of the last one
 */
public record DiffusionParts(
        int beads,
        List<int[]> bonds,
        double scale,
        double[] means,
        double[] variances,
        double[] volumes,
        List<Range> networks,
        boolean tied) {
    /**
     * A network.
     *
     * @param from where its range of times begins
     * @param to where it ends
     * @param width units in each hidden layer
     * @param hiddenLayers hidden layers
     */
    public record Range(double from, double to, int width, int hiddenLayers) {}

    static DiffusionParts of(EnergyDiffusion model) {
        if (!(model.still().inputs() instanceof BeadInputs inputs)) {
            throw new IllegalArgumentException("found a diffusion of points; expected one of beads");
        }
        BeadStatistics statistics = inputs.statistics();
        return new DiffusionParts(
                inputs.bonds().beads(),
                inputs.bonds().pairs(),
                model.spread().scale(),
                statistics.means(),
                statistics.variances(),
                statistics.volumes(),
                model.experts().stream().map(DiffusionParts::range).toList(),
                isTied(model));
    }

    private static boolean isTied(EnergyDiffusion model) {
        return model.still() != model.experts().get(model.experts().size() - 1);
    }

    private static Range range(Expert expert) {
        MlpShape shape = expert.network().shape();
        TimeFeatures time = expert.inputs().time();
        return new Range(time.from(), time.to(), shape.width(), shape.hiddenLayers());
    }

    /** The parameters of all networks, one after the other. */
    static float[] parameters(EnergyDiffusion model) {
        List<Expert> all = new ArrayList<>(model.experts());
        if (isTied(model)) {
            all.add(model.still());
        }
        float[] parameters = new float[0];
        for (Expert expert : all) {
            float[] own = expert.network().toArray();
            int at = parameters.length;
            parameters = Arrays.copyOf(parameters, at + own.length);
            System.arraycopy(own, 0, parameters, at, own.length);
        }
        return parameters;
    }

    /**
     * Numbers of parameters.
     *
     * @throws IllegalArgumentException if these are no parts of a diffusion
     */
    public int parameterCount() {
        int inputs = inputs().size();
        long count = 0;
        for (Range range : ranges()) {
            count += shape(range, inputs).parameterCount();
        }
        return Math.toIntExact(count);
    }

    /** The networks, checked, and that of the tied energy where there is one. */
    private List<Range> ranges() {
        if (networks == null || networks.isEmpty()) {
            throw new IllegalArgumentException("found no networks; expected at least one");
        }
        double end = 1;
        for (Range range : networks) {
            if (range == null || range.to() != end || !(range.from() >= 0 && range.from() < range.to())) {
                throw new IllegalArgumentException(
                        "found the range of times " + range + "; expected one that ends at " + end);
            }
            end = range.from();
        }
        if (end != 0) {
            throw new IllegalArgumentException("found ranges of times that begin at " + end + "; expected 0");
        }
        List<Range> all = new ArrayList<>(networks);
        if (tied) {
            all.add(networks.get(networks.size() - 1));
        }
        return all;
    }

    private static MlpShape shape(Range range, int inputs) {
        return new MlpShape(inputs, range.width(), range.hiddenLayers(), 1);
    }

    private BeadInputs inputs() {
        Objects.requireNonNull(bonds, "bonds");
        if (!(scale > 0 && Double.isFinite(scale))) {
            throw new IllegalArgumentException("found the unit of lengths " + scale + "; expected one above 0");
        }
        return BeadInputs.of(
                new BeadBonds(beads, bonds), new BeadStatistics(means, variances, volumes), new TimeFeatures(0, 1));
    }

    /** @param parameters [parameterCount()] */
    EnergyDiffusion assemble(float[] parameters) {
        BeadInputs inputs = inputs();
        List<Expert> experts = new ArrayList<>();
        int at = 0;
        for (Range range : ranges()) {
            MlpShape shape = shape(range, inputs.size());
            float[] own = Arrays.copyOfRange(parameters, at, at + shape.parameterCount());
            at += own.length;
            experts.add(new Expert(Mlp.of(shape, own), inputs.over(new TimeFeatures(range.from(), range.to()))));
        }
        if (at != parameters.length) {
            throw new IllegalArgumentException("found " + parameters.length + " parameters; expected " + at);
        }
        Expert still = experts.get(experts.size() - 1);
        return new EnergyDiffusion(
                experts.subList(0, networks.size()), still, new Spread(new double[3 * beads], beads, scale));
    }
}
