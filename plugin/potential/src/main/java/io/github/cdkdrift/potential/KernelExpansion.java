package io.github.cdkdrift.potential;

/**
 * The sum over training points that gives energies and forces of a gradient-domain model with the Matérn 5/2 kernel
 * (Chmiela et al. 2018, doi:10.1038/s41467-018-06169-2, equations 5 and 6), for blocks of geometries as two matrix products:
 * one gives all scalar products of descriptors with centres and weights, the other carries the kernel's values back. For T
 * centres and D pairs a geometry costs 8·T·D operations and T exponentials.
 */
final class KernelExpansion {
    /** Numbers of a block's largest matrix: 2 MiB, which a second-level cache can hold. */
    private static final int BLOCK = 1 << 18;

    private static final double SQRT_5 = Math.sqrt(5);

    private final InverseDistances descriptor;
    private final double scale;
    private final double amplitude;
    private final int centres;
    private final int capacity;
    private final double[] origin;
    private final double[] centreNorms;
    private final double[] centreAlongWeights;
    private final DoubleMatrix centresAndWeights;
    private final DoubleMatrix queries;
    private final DoubleMatrix products;
    private final DoubleMatrix factors;
    private final DoubleMatrix slopes;
    private final double[] queryValues;
    private final double[] productValues;
    private final double[] slopeValues;
    private final double[] rawDescriptor;
    private final double[] gradients;
    private final double[][] points;
    private final int[][] permutations;

    /**
     * @param width σ of the kernel, 1/Å
     * @param points descriptors of the training points, [points][pairs] 1/Å
     * @param weights their weights J·α, [points][pairs]
     * @param permutations of pairs, applied to centres and weights
     */
    KernelExpansion(
            InverseDistances descriptor, double width, double[][] points, double[][] weights, int[][] permutations) {
        this.descriptor = descriptor;
        int pairs = descriptor.pairs();
        scale = SQRT_5 / width;
        amplitude = scale * scale / 3;
        centres = points.length * permutations.length;
        capacity = Math.max(16, Math.min(512, BLOCK / (2 * centres)));
        origin = mean(points, permutations);
        centreNorms = new double[centres];
        centreAlongWeights = new double[centres];
        centresAndWeights = DoubleMatrix.zeros(pairs, 2 * centres);
        queries = DoubleMatrix.zeros(pairs, capacity);
        products = DoubleMatrix.zeros(2 * centres, capacity);
        factors = DoubleMatrix.zeros(2 * centres, capacity);
        slopes = DoubleMatrix.zeros(pairs, capacity);
        queryValues = new double[pairs * capacity];
        productValues = new double[2 * centres];
        slopeValues = new double[pairs * capacity];
        rawDescriptor = new double[pairs];
        gradients = new double[3 * pairs * capacity];
        this.points = points;
        this.permutations = permutations;
        fillCentres();
        setWeights(weights);
    }

    /** The mean centre: seen from there all products are small, and their differences lose few digits. */
    private static double[] mean(double[][] points, int[][] permutations) {
        double[] mean = new double[points[0].length];
        for (double[] point : points) {
            for (int[] permutation : permutations) {
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += point[permutation[k]] / (points.length * permutations.length);
                }
            }
        }
        return mean;
    }

    private void fillCentres() {
        int pairs = descriptor.pairs();
        double[] centre = new double[pairs];
        int column = 0;
        for (int[] permutation : permutations) {
            for (double[] point : points) {
                for (int k = 0; k < pairs; k++) {
                    centre[k] = scale * (point[permutation[k]] - origin[k]);
                    centreNorms[column] += centre[k] * centre[k];
                }
                centresAndWeights.upload(centre, (long) column * pairs, pairs);
                column++;
            }
        }
    }

    /** Memory of the matrices, bytes. */
    long bytes() {
        return Double.BYTES
                * (2L * centres * (descriptor.pairs() + 2L * capacity) + 2L * descriptor.pairs() * capacity);
    }

    /** The same sum with other weights, [points][pairs]. */
    void setWeights(double[][] weights) {
        int pairs = descriptor.pairs();
        double[] weight = new double[pairs];
        int column = 0;
        for (int[] permutation : permutations) {
            for (int point = 0; point < points.length; point++) {
                double along = 0;
                for (int k = 0; k < pairs; k++) {
                    weight[k] = weights[point][permutation[k]];
                    along += scale * (points[point][permutation[k]] - origin[k]) * weight[k];
                }
                centreAlongWeights[column] = along;
                centresAndWeights.upload(weight, (long) (centres + column) * pairs, pairs);
                column++;
            }
        }
    }

    /** Energies without offset and forces, as {@link Potential#evaluate}. */
    void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        for (int from = 0; from < frames; from += capacity) {
            evaluateBlock(positions, from, Math.min(capacity, frames - from), energies, forces);
        }
    }

    private void evaluateBlock(double[] positions, int from, int count, double[] energies, double[] forces) {
        int pairs = descriptor.pairs();
        int stride = 3 * descriptor.atoms();
        double[] gradient = new double[3 * pairs];
        for (int c = 0; c < count; c++) {
            describe(positions, (from + c) * stride, c, gradient);
        }
        queries.upload(queryValues, 0, pairs * count);
        DoubleMatrix queryColumns = queries.columns(0, count);
        DoubleMatrix productColumns = products.columns(0, count);
        DoubleMatrix factorColumns = factors.columns(0, count);
        productColumns.setProduct(1, centresAndWeights, true, queryColumns, false, 0);
        for (int c = 0; c < count; c++) {
            products.download(2L * centres * c, productValues, 2 * centres);
            energies[from + c] = kernels(c);
            factors.upload(productValues, 2L * centres * c, 2 * centres);
        }
        DoubleMatrix slopeColumns = slopes.columns(0, count);
        slopeColumns.setProduct(1, centresAndWeights, false, factorColumns, false, 0);
        carryBack(from, count, forces);
    }

    private void describe(double[] positions, int offset, int column, double[] gradient) {
        int pairs = descriptor.pairs();
        descriptor.describe(positions, offset, rawDescriptor);
        descriptor.gradients(positions, offset, rawDescriptor, gradient);
        System.arraycopy(gradient, 0, gradients, 3 * pairs * column, 3 * pairs);
        for (int k = 0; k < pairs; k++) {
            queryValues[pairs * column + k] = scale * (rawDescriptor[k] - origin[k]);
        }
    }

    /** Turns the products of one column into the factors of centres and weights; returns the energy. */
    private double kernels(int column) {
        int pairs = descriptor.pairs();
        double norm = 0;
        for (int k = pairs * column; k < pairs * (column + 1); k++) {
            norm += queryValues[k] * queryValues[k];
        }
        double energy = 0;
        double sum = 0;
        for (int t = 0; t < centres; t++) {
            double distance = Math.sqrt(Math.max(0, norm + centreNorms[t] - 2 * productValues[t]));
            double along = productValues[centres + t] - centreAlongWeights[t];
            double decay = amplitude * Math.exp(-distance);
            double weight = decay * (1 + distance);
            energy -= weight * along;
            sum += decay * along;
            productValues[t] = decay * along;
            productValues[centres + t] = weight;
        }
        for (int k = pairs * column; k < pairs * (column + 1); k++) {
            queryValues[k] *= sum;
        }
        return energy / scale;
    }

    private void carryBack(int from, int count, double[] forces) {
        int pairs = descriptor.pairs();
        int stride = 3 * descriptor.atoms();
        slopes.download(0, slopeValues, pairs * count);
        double[] gradient = new double[3 * pairs];
        for (int c = 0; c < count; c++) {
            for (int k = pairs * c; k < pairs * (c + 1); k++) {
                slopeValues[k] -= queryValues[k];
            }
            System.arraycopy(gradients, 3 * pairs * c, gradient, 0, 3 * pairs);
            descriptor.toAtoms(gradient, slopeValues, pairs * c, forces, (from + c) * stride);
        }
    }
}
