package io.github.cdkdrift.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** {@code cdkdrift generate} on a cluster, for {@code spark-submit}. */
public final class GenerateOnSpark {
    private static final String USAGE =
            """
            usage: spark-submit --class io.github.cdkdrift.spark.GenerateOnSpark … cdkdrift-spark.jar MOLECULES… -n N -o FOLDER
                       [job options] [-- options of cdkdrift generate]
            MOLECULES: .smi or .sdf, each also with .gz, or .parquet with columns smiles or sdf, and perhaps name
              -n N                   conformers of each molecule
              -o FOLDER              is made: conformers.parquet, a row for each molecule
              --sdf                  also sdf/part-*, which one behind another are the file that cdkdrift generate writes
              --time-limit S         seconds after which a molecule has failed (3600)
              --molecules-per-task N so many at most are begun again when a machine is lost (8)
              --program JAR          cdkdrift-cli.jar on every machine, or in an archive of the job (cdkdrift/cdkdrift-cli.jar)
              --memory SIZE          of Java's heap in each worker process (1g)
            example: … library.smi -n 100 -o results --sdf -- --effort draft --cache /shared/models
            """;

    /** What the command line asks for. */
    private record Request(List<String> inputs, String output, boolean sdf, JobSettings settings) {}

    private GenerateOnSpark() {}

    /** Runs the job; the exit code is 0 when all molecules are done, 1 when some failed, 2 when the command line is wrong. */
    public static void main(String[] words) throws IOException {
        System.exit(run(words, new PrintStream(System.err, true, StandardCharsets.UTF_8)));
    }

    static int run(String[] words, PrintStream err) throws IOException {
        Request request;
        try {
            request = parse(Arrays.asList(words));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(USAGE);
            return 2;
        }
        try (SparkSession spark =
                SparkSession.builder().appName("cdkdrift generate").getOrCreate()) {
            return run(spark, request, err) == 0 ? 0 : 1;
        }
    }

    private static long run(SparkSession spark, Request request, PrintStream err) {
        String parquet = request.output() + "/conformers.parquet";
        ConformerJob.run(MoleculeTables.read(spark, request.inputs()), request.settings())
                .write()
                .mode(SaveMode.ErrorIfExists)
                .parquet(parquet);
        // What is written is read again: nothing is worked on twice.
        Dataset<Row> results = spark.read().parquet(parquet);
        if (request.sdf()) {
            // The writer of texts ends each with a line end of its own.
            results.filter(col("status").equalTo("done"))
                    .orderBy(col(MoleculeTables.NUMBER), col(ConformerJob.ISOMER))
                    .select(expr("substring(mol_blocks, 1, length(mol_blocks) - 1)"))
                    .write()
                    .text(request.output() + "/sdf");
        }
        long all = results.count();
        Dataset<Row> failures = results.filter(not(col("status").equalTo("done")));
        long failed = failures.count();
        err.println(all - failed + " of " + all + " molecules are done: " + parquet);
        failures.groupBy("reason")
                .count()
                .orderBy("reason")
                .collectAsList()
                .forEach(row -> err.println("  " + row.getLong(1) + " failed: " + row.getString(0)));
        return failed;
    }

    private static Request parse(List<String> words) {
        int own = words.contains("--") ? words.indexOf("--") : words.size();
        List<String> inputs = new ArrayList<>();
        String output = null;
        boolean sdf = false;
        int conformers = 0;
        JobSettings settings =
                JobSettings.of(1).withOptions(words.subList(Math.min(words.size(), own + 1), words.size()));
        for (int i = 0; i < own; i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                inputs.add(word);
            } else if (word.equals("--sdf")) {
                sdf = true;
            } else {
                String value = value(words, ++i, own, word);
                switch (word) {
                    case "-n" -> conformers = whole(word, value);
                    case "-o" -> output = value;
                    case "--time-limit" -> settings = settings.withTimeLimit(Duration.ofSeconds(whole(word, value)));
                    case "--molecules-per-task" -> settings = settings.withMoleculesPerTask(whole(word, value));
                    case "--program" -> settings = settings.withProgram(value);
                    case "--memory" -> settings = settings.withMemory(value);
                    default -> throw new IllegalArgumentException("unknown option " + word);
                }
            }
        }
        if (inputs.isEmpty() || output == null || conformers == 0) {
            throw new IllegalArgumentException("found no MOLECULES, no -n or no -o; expected all three");
        }
        return new Request(inputs, output, sdf, settings.withConformers(conformers));
    }

    private static String value(List<String> words, int at, int own, String option) {
        if (at >= own) {
            throw new IllegalArgumentException("option " + option + ": found nothing; expected a value");
        }
        return words.get(at);
    }

    private static int whole(String option, String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("option " + option + ": found " + text + "; expected a whole number");
        }
        return Integer.parseInt(text);
    }
}
