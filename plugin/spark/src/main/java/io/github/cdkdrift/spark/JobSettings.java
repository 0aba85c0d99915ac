package io.github.cdkdrift.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is done with each molecule, and how it is shared out. Immutable: every {@code with} gives another one.
 *
 * @param conformers of each molecule
 * @param options of {@code cdkdrift generate} as on the command line, for example {@code --potential gfn2 --cache /shared/models}; not
 *     those that concern files and processes, which the job sets
 * @param seconds that a molecule may take; then it is ended and reported
 * @param moleculesPerTask so many at most are begun again when a machine is lost
 * @param program the jar of the command, {@code cdkdrift-cli.jar} with its {@code lib} beside it: a path on every machine, or in
 *     an archive that was sent with the job ({@code --archives cdkdrift.zip#cdkdrift})
 * @param memory of Java's heap in each worker process, as {@code -Xmx} takes it
 */
public record JobSettings(
        int conformers, List<String> options, long seconds, int moleculesPerTask, String program, String memory)
        implements Serializable {
    private static final Set<String> OF_THE_JOB = Set.of(
            "-n",
            "--number",
            "-o",
            "--output",
            "--format",
            "--jobs",
            "--report",
            "--resume",
            "--shard",
            "--time-limit",
            "-h",
            "--help",
            "-V",
            "--version");
    private static final long HOUR = 3600;

    /** Checks ranges, and that no option is the job's. */
    public JobSettings {
        options = List.copyOf(options);
        require(conformers >= 1, "the number of conformers must be at least 1, is " + conformers);
        require(seconds >= 1, "the time limit must be at least 1 s, is " + seconds);
        require(moleculesPerTask >= 1, "molecules per task must be at least 1, are " + moleculesPerTask);
        require(memory.matches("[0-9]+[kmgKMG]?"), "found the memory " + memory + "; expected for example 1g");
        for (String option : options) {
            require(
                    !OF_THE_JOB.contains(option.split("=", 2)[0]),
                    "found the option " + option + ", which the job sets itself; expected options of one molecule");
        }
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * By MMFF94 at 300 K, an hour for each molecule, eight molecules a task, 1 GB for each worker, the command from an archive
     * called {@code cdkdrift}.
     */
    public static JobSettings of(int conformers) {
        return new JobSettings(conformers, List.of(), HOUR, 8, "cdkdrift/cdkdrift-cli.jar", "1g");
    }

    /** With another number of conformers. */
    public JobSettings withConformers(int number) {
        return new JobSettings(number, options, seconds, moleculesPerTask, program, memory);
    }

    /** With options of {@code cdkdrift generate}. */
    public JobSettings withOptions(List<String> newOptions) {
        return new JobSettings(conformers, newOptions, seconds, moleculesPerTask, program, memory);
    }

    /** With another time limit for each molecule, in whole seconds. */
    public JobSettings withTimeLimit(Duration limit) {
        return new JobSettings(conformers, options, limit.toSeconds(), moleculesPerTask, program, memory);
    }

    /** With other sizes of tasks. */
    public JobSettings withMoleculesPerTask(int molecules) {
        return new JobSettings(conformers, options, seconds, molecules, program, memory);
    }

    /** With the command at another place. */
    public JobSettings withProgram(String newProgram) {
        return new JobSettings(conformers, options, seconds, moleculesPerTask, newProgram, memory);
    }

    /** With other heaps of the worker processes. */
    public JobSettings withMemory(String newMemory) {
        return new JobSettings(conformers, options, seconds, moleculesPerTask, program, newMemory);
    }
}
