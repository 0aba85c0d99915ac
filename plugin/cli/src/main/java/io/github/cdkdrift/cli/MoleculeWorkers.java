package io.github.cdkdrift.cli;

import io.github.cdkdrift.cli.MoleculeWork.Result;
import io.github.cdkdrift.io.MoleculeReader;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Who works on records. */
interface MoleculeWorkers extends Closeable {
    /**
     * Hands over the record that a reader stands at.
     *
     * @param number of the record in the input, from 1
     * @param place where {@link MoleculeWork#piece} leaves its conformers
     * @param head of what is said when the work begins
     * @return waits for what becomes of its molecules
     */
    Callable<List<Result>> submit(MoleculeReader reader, long number, Path place, String head);

    /** How many records may be handed over before the first of them is waited for. */
    int most();

    @Override
    void close();
}
