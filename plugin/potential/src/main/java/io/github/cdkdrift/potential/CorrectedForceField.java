package io.github.cdkdrift.potential;

import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A force field corrected by what labels of a better potential say of it: MMFF94, or a cheap method of xTB, plus terms that are linear in their coefficients, which {@link CorrectionFit} finds.
 * Costs some times what the force field does. Bonds cannot break: beyond what the labels showed the terms level off, the functions of a kernel grow no faster than inverse distances, and the force field decides.
 *
 * <p>Immutable but for its buffers: one thread at a time.
 */
public final class CorrectedForceField implements Potential {
    /** Fewer geometries are done before another thread is awake. */
    private static final int FEWEST_TO_SHARE = 4;

    private final String name;
    private final int labels;
    private final PriorPotential prior;
    private final CorrectionBasis basis;
    private final double[] coefficients;
    private final double offset;
    /** A model of what the terms leave; null where there is none. */
    private final FittedPotential rest;

    /** Of the kernel, in place of its coefficients. */
    private final double[][] weights;

    private final CorrectionBasis.Workspace[] workspaces;
    private double[] restEnergies = new double[0];
    private double[] restForces = new double[0];
    /** What it is the mean of; null where it was read from a file. */
    private CorrectionFit fit;
    /** Of equally likely corrections, less its own coefficients, [alternatives][coefficients] kcal/mol; none where they are not known. */
    private double[][] alternatives = new double[0][];

    CorrectedForceField(
            String name,
            int labels,
            PriorPotential prior,
            CorrectionBasis basis,
            double[] coefficients,
            double offset,
            FittedPotential rest) {
        this.name = name;
        this.labels = labels;
        this.prior = prior;
        this.basis = basis;
        this.coefficients = coefficients;
        this.offset = offset;
        this.rest = rest;
        weights = basis.kernel().weights(coefficients, basis.terms().size());
        workspaces = new CorrectionBasis.Workspace[Runtime.getRuntime().availableProcessors()];
        Arrays.setAll(workspaces, i -> basis.new Workspace());
    }

    /**
     * What a file keeps of a correction.
     *
     * @param name of the corrected force field, in words
     * @param labels that it was fitted to
     * @param set of terms
     * @param centres of the groups of coordinates
     * @param limits of the groups
     * @param coefficients of the terms and then of the kernel, kcal/mol
     * @param offset kcal/mol
     * @param kernelGeometries geometries of the kernel, [points · atoms · 3] Å; null where there is none, as in files of earlier versions
     * @param kernelFunctions a geometry and a coordinate for each function of the kernel, one after the other; null where there is none
     */
    public record Parts(
            String name,
            int labels,
            int set,
            double[] centres,
            double[] limits,
            double[] coefficients,
            double offset,
            double[] kernelGeometries,
            int[] kernelFunctions) {}

    /** What a file keeps, beside what is corrected. */
    public Parts parts() {
        boolean plain = basis.kernel().size() == 0;
        return new Parts(
                name,
                labels,
                plain ? CorrectionTerms.SET : KernelColumns.SET,
                basis.ranges().centres(),
                basis.ranges().limits(),
                coefficients,
                offset,
                plain ? null : basis.kernel().geometries(),
                plain ? null : basis.kernel().rows());
    }

    /**
     * From what a file kept.
     *
     * @param rest a model of what the terms leave; null where there is none
     * @param alternatives as {@link #alternatives} gives them
     * @throws IllegalArgumentException if the parts do not fit the molecule
     */
    public static CorrectedForceField of(
            PriorPotential prior, MolecularGraph graph, Parts parts, FittedPotential rest, double[] alternatives) {
        CorrectionTerms terms = CorrectionTermList.of(graph);
        boolean plain = parts.kernelGeometries == null && parts.kernelFunctions == null;
        if (parts.set != (plain ? CorrectionTerms.SET : KernelColumns.SET)
                || parts.centres == null
                || parts.limits == null
                || parts.coefficients == null
                || parts.name == null
                || (parts.kernelGeometries == null) != (parts.kernelFunctions == null)
                || (rest != null && rest.atoms() != prior.atoms())) {
            throw new IllegalArgumentException("a correction of set " + parts.set + " that is not whole; expected set "
                    + CorrectionTerms.SET + ", or " + KernelColumns.SET + " with a kernel, and all its numbers");
        }
        CorrectionTerms.Ranges ranges = new CorrectionTerms.Ranges(parts.centres, parts.limits);
        terms.require(ranges);
        KernelColumns kernel = plain
                ? KernelColumns.none(graph)
                : KernelColumns.of(graph, parts.kernelGeometries, parts.kernelFunctions);
        CorrectionBasis basis = new CorrectionBasis(terms, ranges, kernel);
        int size = basis.size();
        if (parts.coefficients.length != size) {
            throw new IllegalArgumentException("a correction of " + parts.coefficients.length
                    + " coefficients, whose terms are not the " + size + " of the molecule");
        }
        if (size == 0 ? alternatives.length > 0 : alternatives.length % size != 0) {
            throw new IllegalArgumentException(
                    alternatives.length + " coefficients of other corrections; expected a multiple of " + size);
        }
        CorrectedForceField corrected =
                new CorrectedForceField(parts.name, parts.labels, prior, basis, parts.coefficients, parts.offset, rest);
        double[][] rows = new double[size == 0 ? 0 : alternatives.length / size][];
        Arrays.setAll(rows, k -> Arrays.copyOfRange(alternatives, k * size, (k + 1) * size));
        corrected.alternatives = rows;
        return corrected;
    }

    CorrectedForceField of(CorrectionFit newFit) {
        fit = newFit;
        return this;
    }

    void keepAlternatives(double[][] newAlternatives) {
        alternatives = newAlternatives;
    }

    /** Coefficients of equally likely corrections less its own, one correction after the other; none where they are not known. */
    public double[] alternatives() {
        return Arrays.stream(alternatives).flatMapToDouble(Arrays::stream).toArray();
    }

    /**
     * What energies would be by equally likely corrections, draws from the posterior of the fit, less what they are: what the labels leave open.
     * Each is known up to a constant.
     *
     * @param positions [frames · atoms · 3] Å, not modified
     * @return [corrections][frames] kcal/mol; no rows where it is not known, as in models of earlier versions
     */
    public double[][] energyShifts(double[] positions, int frames) {
        double[][] shifts = new double[alternatives.length][frames];
        int parts = frames < FEWEST_TO_SHARE || shifts.length == 0 ? 1 : workspaces.length;
        IntStream.range(0, parts).parallel().forEach(part -> {
            double[] features = new double[basis.size()];
            for (int frame = part; frame < frames && shifts.length > 0; frame += parts) {
                workspaces[part].features(positions, 3 * atoms() * frame, features, null);
                for (int k = 0; k < shifts.length; k++) {
                    double sum = 0;
                    for (int i = 0; i < features.length; i++) {
                        sum += alternatives[k][i] * features[i];
                    }
                    shifts[k][frame] = sum;
                }
            }
        });
        return shifts;
    }

    /** The corrected force field that a potential is, or adds something to; empty where there is none. */
    public static Optional<CorrectedForceField> within(Potential potential) {
        Potential here = potential;
        while (here instanceof ForwardingPotential forwarding) {
            here = forwarding.potential();
        }
        return here instanceof CorrectedForceField corrected ? Optional.of(corrected) : Optional.empty();
    }

    /** The same with a model of what it leaves, and another count of labels. */
    CorrectedForceField with(FittedPotential newRest, String newName, int newLabels) {
        CorrectedForceField other =
                new CorrectedForceField(newName, newLabels, prior, basis, coefficients, offset, newRest).of(fit);
        other.alternatives = alternatives;
        return other;
    }

    /** A model of what the terms leave; empty where there is none. */
    public Optional<FittedPotential> rest() {
        return Optional.ofNullable(rest);
    }

    /**
     * The share of geometries whose energies are less certain than a limit, but for what no more labels would mend; 0 where the fit itself is no longer known,
     * as in a model that was read.
     *
     * @param positions [frames · atoms · 3] Å, not modified
     * @param most kcal/mol
     */
    public double uncertainShare(double[] positions, int frames, double most) {
        if (fit == null || frames == 0) {
            return 0;
        }
        double[] deviations = new double[frames];
        fit.deviations(positions, frames, deviations);
        double highest = Math.hypot(most, fit.irreducible());
        return Arrays.stream(deviations)
                        .filter(deviation -> deviation > highest)
                        .count()
                / (double) frames;
    }

    /** How many labels it was fitted to. */
    public int labels() {
        return labels;
    }

    /** What is corrected. */
    public PriorPotential prior() {
        return prior;
    }

    @Override
    public int atoms() {
        return prior.atoms();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        prior.evaluate(positions, frames, energies, forces);
        int parts = frames < FEWEST_TO_SHARE ? 1 : workspaces.length;
        IntStream range = IntStream.range(0, parts);
        (parts == 1 ? range : range.parallel()).forEach(part -> {
            for (int frame = part; frame < frames; frame += parts) {
                energies[frame] +=
                        offset + workspaces[part].add(coefficients, weights, positions, 3 * atoms() * frame, forces);
            }
        });
        if (rest != null) {
            addRest(positions, frames, energies, forces);
        }
    }

    /** Closes what is corrected. */
    @Override
    public void close() {
        prior.close();
    }

    private void addRest(double[] positions, int frames, double[] energies, double[] forces) {
        int size = 3 * atoms() * frames;
        if (restForces.length < size) {
            restForces = new double[size];
            restEnergies = new double[frames];
        }
        rest.evaluate(positions, frames, restEnergies, restForces);
        for (int i = 0; i < frames; i++) {
            energies[i] += restEnergies[i];
        }
        for (int i = 0; i < size; i++) {
            forces[i] += restForces[i];
        }
    }
}
