package io.github.cdkdrift.dynamics;

import java.util.ArrayList;
import java.util.List;

/** Where a simulation keeps its blocks, in the order of time. What is in it when a run begins is the run's earlier part. */
public interface TrajectoryLog {
    /** How many blocks there are. */
    int size();

    /**
     * One block.
     *
     * @param number from 0, below {@link #size}
     */
    TrajectoryBlock get(int number);

    /** Keeps the next block; may throw to end the work. */
    void add(TrajectoryBlock block);

    /** Keeps all in memory. */
    static TrajectoryLog inMemory() {
        List<TrajectoryBlock> blocks = new ArrayList<>();
        return new TrajectoryLog() {
            @Override
            public int size() {
                return blocks.size();
            }

            @Override
            public TrajectoryBlock get(int number) {
                return blocks.get(number);
            }

            @Override
            public void add(TrajectoryBlock block) {
                blocks.add(block);
            }
        };
    }
}
