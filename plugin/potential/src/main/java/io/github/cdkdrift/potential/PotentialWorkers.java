package io.github.cdkdrift.potential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The same potential several times, each in a process of its own, which share the geometries of a batch: the first gets the first ones, and so
 * on, so that a geometry's worker depends on nothing but its place. Answers stand in the order of the questions, whoever is done first.
 * One thread at a time.
 */
final class PotentialWorkers implements Potential {
    private final List<Potential> workers;
    private final ExecutorService threads;

    private PotentialWorkers(List<Potential> workers) {
        this.workers = workers;
        String name = "work of " + workers.get(0).name();
        // Idle threads end, and know nothing of the workers: those that nobody closes are found by their cleaners.
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts a worker. */
    interface Start {
        Potential start() throws PotentialException;
    }

    /**
     * Starts workers; where one does not start, those before it are ended.
     *
     * @param count how many, at least 1; one alone stands for itself
     */
    static Potential start(int count, Start start) throws PotentialException {
        List<Potential> started = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                started.add(start.start());
            }
        } catch (PotentialException | RuntimeException e) {
            started.forEach(Potential::close);
            throw e;
        }
        return count == 1 ? started.get(0) : new PotentialWorkers(started);
    }

    @Override
    public int atoms() {
        return workers.get(0).atoms();
    }

    @Override
    public String name() {
        return workers.get(0).name();
    }

    @Override
    public int atOnce() {
        return workers.size();
    }

    /** {@inheritDoc} Where workers fail, the failure of the first of them is thrown once all are done. */
    @Override
    public void evaluate(double[] positions, int frames, double[] energies, double[] forces) {
        Batch.require(atoms(), positions, frames, energies, forces);
        int parts = Math.min(frames, workers.size());
        List<Future<?>> running = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            Potential worker = workers.get(part);
            int from = (int) ((long) frames * part / parts);
            int to = (int) ((long) frames * (part + 1) / parts);
            running.add(threads.submit(() -> evaluate(worker, positions, from, to, energies, forces)));
        }
        RuntimeException failure = null;
        for (Future<?> part : running) {
            try {
                part.get();
            } catch (ExecutionException e) {
                failure = failure != null ? failure : failure(e);
            } catch (InterruptedException e) {
                running.forEach(other -> other.cancel(true));
                Thread.currentThread().interrupt();
                throw new EvaluationException("the wait for " + name() + " was interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void evaluate(Potential worker, double[] positions, int from, int to, double[] energies, double[] forces) {
        int stride = 3 * atoms();
        double[] ownEnergies = new double[to - from];
        double[] ownForces = new double[stride * (to - from)];
        worker.evaluate(Arrays.copyOfRange(positions, stride * from, stride * to), to - from, ownEnergies, ownForces);
        System.arraycopy(ownEnergies, 0, energies, from, ownEnergies.length);
        System.arraycopy(ownForces, 0, forces, stride * from, ownForces.length);
    }

    private static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return (RuntimeException) e.getCause();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        workers.forEach(Potential::close);
    }
}
