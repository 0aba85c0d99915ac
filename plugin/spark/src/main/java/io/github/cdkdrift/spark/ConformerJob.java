package io.github.cdkdrift.spark;

import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.posexplode_outer;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Conformers of many molecules, shared out by Spark. Every molecule is worked on by the command {@code cdkdrift generate} in a
 * process beside its executor, so that results are those of the command whatever the order, the partitions and the machines; a
 * crash of native code, or a molecule that takes too long, is a row that says so. Between tasks go texts and arrays alone.
 *
 * <pre>{@code
 * Dataset<Row> done = ConformerJob.run(spark.read().parquet("molecules.parquet"), JobSettings.of(100));
 * done.write().parquet("conformers.parquet");
 * }</pre>
 */
public final class ConformerJob {
    /** Column with a SMILES and perhaps a name behind it. */
    public static final String SMILES = "smiles";

    /** Column with a record of SDF, or the content of a MOL file; goes before a SMILES. */
    public static final String SDF = "sdf";

    /** Column with the name of a molecule whose record has none. */
    public static final String NAME = "name";

    /** Column of a result: which of the stereoisomers of its record a molecule is, from 1. */
    public static final String ISOMER = "isomer";

    private static final String QUESTION = "cdkdrift_question";
    private static final String ANSWER = "cdkdrift_answer";
    private static final String PARSED = "cdkdrift_parsed";
    private static final String PLACE = "cdkdrift_place";
    private static final String SIZE = "cdkdrift_size";

    /** What the worker says of a molecule, under the names of the report, and the names of our columns. */
    private static final List<String> LINE = List.of(
            "name string",
            "outcome string",
            "reason string",
            "message string",
            "seconds double",
            "potential string",
            "potentialCalls bigint",
            "formula string",
            "atoms int",
            "clusters int",
            "populations array<double>",
            "populationErrors array<double>",
            "effectiveSamples double",
            "splitRhat double",
            "converged boolean",
            "cached boolean",
            "notes array<string>");

    private static final String SCHEMA =
            "results array<struct<line: struct<" + typed(LINE) + ">>>, conformers array<struct<"
                    + typed(List.of(
                            "records string",
                            "elements array<int>",
                            "energies array<double>",
                            "coordinates array<array<float>>"))
                    + ">>";

    private static final Map<String, String> RENAMED = Map.of(
            "name", "molecule",
            "outcome", "status",
            "potentialCalls", "potential_calls",
            "populationErrors", "population_errors",
            "effectiveSamples", "effective_samples",
            "splitRhat", "split_rhat");

    private ConformerJob() {}

    private static String typed(List<String> fields) {
        return String.join(
                ", ",
                fields.stream().map(field -> field.replaceFirst(" ", ": ")).toList());
    }

    /**
     * The conformers of each molecule. The work is done when the result is asked for, and again each time it is: write it once.
     *
     * @param molecules with a column {@value #SMILES} or {@value #SDF}, or both of which one is null; perhaps {@value #NAME};
     *     further columns go along
     * @return a row for each molecule, and for each stereoisomer where they are enumerated: the columns of its input; {@value #ISOMER}, its
     *     number among these, from 1; {@code molecule}, its name; {@code status}, {@code done} or {@code failed}; {@code reason} in a word and {@code message}; {@code seconds} of
     *     work; {@code potential} and {@code potential_calls}; {@code formula}, {@code atoms}; {@code clusters}, {@code populations}
     *     of the largest with {@code population_errors}; {@code effective_samples}, {@code split_rhat}, {@code converged};
     *     {@code cached}; {@code notes}; {@code elements} [atoms]; {@code energies} [conformers] in kcal/mol; {@code coordinates}
     *     [conformers][atoms · 3] in Å; {@code mol_blocks}, the records of SDF that the command writes
     * @throws IllegalArgumentException if the columns are not these
     */
    public static Dataset<Row> run(Dataset<Row> molecules, JobSettings settings) {
        List<String> columns = Arrays.asList(molecules.columns());
        requireColumns(columns);
        Dataset<Row> questions = longFirst(molecules, settings).withColumn(QUESTION, question(columns));
        StructType given = molecules.schema();
        Dataset<Row> answers = questions.mapPartitions(
                new MoleculeTask(settings),
                Encoders.row(given.add(ANSWER, DataTypes.StringType)
                        .add("ended_reason", DataTypes.StringType)
                        .add("ended_message", DataTypes.StringType)
                        .add("ended_seconds", DataTypes.DoubleType)));
        return molecules(answers, columns);
    }

    private static void requireColumns(List<String> columns) {
        if (!columns.contains(SMILES) && !columns.contains(SDF)) {
            throw new IllegalArgumentException(
                    "found the columns " + columns + "; expected one called " + SMILES + " or " + SDF);
        }
        List<String> ours = resultColumns();
        for (String column : columns) {
            if (ours.contains(column)) {
                throw new IllegalArgumentException(
                        "found the column " + column + ", which is one of the result; expected another name for it");
            }
        }
    }

    private static List<String> resultColumns() {
        return Stream.concat(
                        LINE.stream().map(field -> field.split(" ")[0]).map(name -> RENAMED.getOrDefault(name, name)),
                        Stream.of(ISOMER, "elements", "energies", "coordinates", "mol_blocks"))
                .toList();
    }

    private static Column orNull(List<String> columns, String name) {
        return columns.contains(name) ? col(name) : lit(null).cast(DataTypes.StringType);
    }

    /** Tasks are begun in the order of their partitions: the last to end are then short ones. */
    private static Dataset<Row> longFirst(Dataset<Row> molecules, JobSettings settings) {
        List<String> columns = Arrays.asList(molecules.columns());
        Column record = coalesce(orNull(columns, SDF), orNull(columns, SMILES), lit(""));
        // Letters of a SMILES are some of its atoms; each atom and each bond of a record has a line.
        Column size = when(orNull(columns, SDF).isNotNull(), expr("size(split(" + orEmpty(columns) + ", '\\n')) div 2"))
                .otherwise(expr("length(regexp_replace(" + orEmpty(columns) + ", '\\\\s.*|[^A-Za-z]', ''))"));
        long count = molecules.count();
        int tasks = (int) Math.max(1, Math.min(Integer.MAX_VALUE, -Math.floorDiv(-count, settings.moleculesPerTask())));
        return molecules
                .withColumn(SIZE, size)
                .repartitionByRange(tasks, col(SIZE).desc(), xxhash64(record))
                .sortWithinPartitions(col(SIZE).desc())
                .drop(SIZE);
    }

    private static String orEmpty(List<String> columns) {
        String sdf = columns.contains(SDF) ? SDF : "null";
        String smiles = columns.contains(SMILES) ? SMILES : "null";
        return "coalesce(" + sdf + ", " + smiles + ", '')";
    }

    private static Column question(List<String> columns) {
        Column sdf = orNull(columns, SDF);
        return to_json(struct(
                when(sdf.isNotNull(), lit("sdf")).otherwise(lit("smi")).as("ending"),
                coalesce(sdf, orNull(columns, SMILES), lit("")).as("text"),
                coalesce(orNull(columns, NAME), lit("molecule")).as("name")));
    }

    private static Dataset<Row> molecules(Dataset<Row> answers, List<String> columns) {
        Column answer = from_json(col(ANSWER), StructType.fromDDL(SCHEMA));
        Column isomers = arrays_zip(col(PARSED + ".results"), col(PARSED + ".conformers"));
        Dataset<Row> each = answers.withColumn(PARSED, answer)
                .drop(ANSWER)
                .select(col("*"), posexplode_outer(isomers).as(new String[] {PLACE, ANSWER}));
        List<Column> wanted = new ArrayList<>(
                columns.stream().map(name -> col("`" + name + "`")).toList());
        wanted.add(coalesce(col(PLACE).plus(1), lit(1)).as(ISOMER));
        for (String field : LINE) {
            String name = field.split(" ")[0];
            Column said = col(ANSWER + ".results.line." + name);
            Column known =
                    switch (name) {
                        case "name" -> coalesce(said, orNull(columns, NAME));
                        case "outcome" -> coalesce(said, lit("failed"));
                        case "reason", "message", "seconds" -> coalesce(said, col("ended_" + name));
                        default -> said;
                    };
            wanted.add(known.as(RENAMED.getOrDefault(name, name)));
        }
        for (String name : List.of("elements", "energies", "coordinates")) {
            wanted.add(col(ANSWER + ".conformers." + name).as(name));
        }
        wanted.add(col(ANSWER + ".conformers.records").as("mol_blocks"));
        return each.select(wanted.toArray(new Column[0]));
    }

    /**
     * A row for each conformer of a result of {@link #run}, without the molecules that failed: {@code conformer}, its number from
     * 0; {@code energy} in kcal/mol; {@code coordinates} [atoms · 3] in Å; the other columns of its molecule but for {@code
     * energies} and {@code mol_blocks}.
     */
    public static Dataset<Row> exploded(Dataset<Row> result) {
        Column[] kept = Arrays.stream(result.columns())
                .filter(name ->
                        !List.of("energies", "coordinates", "mol_blocks").contains(name))
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new);
        Column[] all = Stream.concat(
                        Arrays.stream(kept),
                        Stream.of(posexplode(arrays_zip(col("energies"), col("coordinates")))
                                .as(new String[] {"conformer", "drawn"})))
                .toArray(Column[]::new);
        return result.filter(col("status").equalTo("done"))
                .select(all)
                .withColumn("energy", col("drawn.energies"))
                .withColumn("coordinates", col("drawn.coordinates"))
                .drop("drawn");
    }
}
