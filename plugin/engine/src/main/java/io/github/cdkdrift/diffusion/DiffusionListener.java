package io.github.cdkdrift.diffusion;

/** Watches the training of an {@link EnergyDiffusion}, and may end it. Called on the training thread. */
public interface DiffusionListener {
    /** Steps between two reports. */
    int EVERY = 1000;

    /** Watches nothing. */
    DiffusionListener NONE = (expert, step, denoising, residual) -> {};

    /**
     * Called after every {@value #EVERY} steps of an expert and after its last.
     *
     * @param expert its number, from 0
     * @param step steps done
     * @param denoising mean loss of denoising score matching since the last report
     * @param residual mean loss of the residual since the last report, 0 without one
     */
    void onProgress(int expert, int step, double denoising, double residual);

    /** Asked before every step; once true the training ends with a {@link java.util.concurrent.CancellationException}. */
    default boolean cancelled() {
        return false;
    }
}
