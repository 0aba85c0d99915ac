package io.github.cdkdrift.potential;

import java.util.List;

/**
 * How a potential is fitted to force labels.
 *
 * @param frames training points, at least 1; all frames where there are fewer
 * @param selection which frames they are
 * @param widths candidates for the width σ of the kernel, 1/Å, each above 0; of several the one with the smallest force error
 *     on held-out frames is taken
 * @param regularisation λ, relative to the mean diagonal of the kernel matrix, above 0
 * @param validationFrames held-out frames that decide between widths, at least 1
 * @param memory bytes that the fit's matrices may take, at least 0; 0 for half of what ND4J may have outside the heap, which is
 *     as much as the heap may grow to ({@code -Xmx}) unless Java's {@code org.bytedeco.javacpp.maxbytes} says otherwise
 * @param prior what the fit begins from, where that knows the molecule; what does not know the molecule's bonds begins from nothing
 */
public record FitSettings(
        int frames,
        FrameSelection selection,
        List<Double> widths,
        double regularisation,
        int validationFrames,
        long memory,
        FitPrior prior) {
    /** Checks the ranges; files of earlier versions have no prior. */
    public FitSettings {
        prior = prior == null ? FitPrior.NONE : prior;
        widths = List.copyOf(widths);
        if (frames < 1 || validationFrames < 1) {
            throw new IllegalArgumentException(
                    "frames must be at least 1, are " + frames + " to fit and " + validationFrames + " to validate");
        }
        if (widths.isEmpty() || widths.stream().anyMatch(width -> !(width > 0) || width.isInfinite())) {
            throw new IllegalArgumentException("widths must be above 0, are " + widths);
        }
        if (!(regularisation > 0) || regularisation > 1) {
            throw new IllegalArgumentException("regularisation must be above 0 and at most 1, is " + regularisation);
        }
        if (memory < 0) {
            throw new IllegalArgumentException("memory must be at least 0 bytes, is " + memory);
        }
    }

    /** 150 farthest points, σ among 5, 10, 20, 40 and 80, λ = 1e-8, 100 frames held out, half of the memory that ND4J may have, from nothing. */
    public static FitSettings defaults() {
        return new FitSettings(
                150, FrameSelection.FARTHEST_POINTS, List.of(5.0, 10.0, 20.0, 40.0, 80.0), 1e-8, 100, 0, FitPrior.NONE);
    }

    /** The same with another number of training points. */
    public FitSettings withFrames(int newFrames) {
        return new FitSettings(newFrames, selection, widths, regularisation, validationFrames, memory, prior);
    }

    /** The same with another selection. */
    public FitSettings withSelection(FrameSelection newSelection) {
        return new FitSettings(frames, newSelection, widths, regularisation, validationFrames, memory, prior);
    }

    /** The same with other candidates for the width. */
    public FitSettings withWidths(List<Double> newWidths) {
        return new FitSettings(frames, selection, newWidths, regularisation, validationFrames, memory, prior);
    }

    /** The same with another regularisation. */
    public FitSettings withRegularisation(double newRegularisation) {
        return new FitSettings(frames, selection, widths, newRegularisation, validationFrames, memory, prior);
    }

    /** The same with another limit of memory, bytes. */
    public FitSettings withMemory(long newMemory) {
        return new FitSettings(frames, selection, widths, regularisation, validationFrames, newMemory, prior);
    }

    /** The same from another beginning. */
    public FitSettings withPrior(FitPrior newPrior) {
        return new FitSettings(frames, selection, widths, regularisation, validationFrames, memory, newPrior);
    }

    /** The memory for matrices, bytes: the one set, or the default as things are now. */
    long matrixMemory() {
        return memory > 0 ? memory : NormalEquations.defaultMemory();
    }
}
