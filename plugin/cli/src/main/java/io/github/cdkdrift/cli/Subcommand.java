package io.github.cdkdrift.cli;

import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;
import org.openscience.cdk.exception.CDKException;

/** One verb of the command. */
interface Subcommand {
    /** The word on the command line. */
    String name();

    /** What it does, in one line. */
    String summary();

    /** The names of its operands in order, all of them required. */
    List<String> operands();

    /** What must follow the operands, for example {@code -o MODEL}; empty where nothing must. */
    String requiredOptions();

    /** Its own options, without those that all subcommands share. */
    Options options();

    /** Remarks below the options, for example an example. */
    String remarks();

    /** The files that it reads and writes with these arguments, as far as that is known before it begins. */
    FileUse files(Arguments arguments) throws UsageException, IOException;

    /**
     * Does the work.
     *
     * @throws UsageException if the command line is wrong
     * @throws CDKException if input is wrong
     */
    void run(Arguments arguments, Console console) throws UsageException, IOException, CDKException;
}
