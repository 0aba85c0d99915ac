package io.github.cdkdrift.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads files of molecules into the columns that {@link ConformerJob} takes, with the number of each record in the whole input:
 * lists of SMILES ({@code .smi}, {@code .smiles}, {@code .txt}), SDF ({@code .sdf}, {@code .sd}, {@code .mol}), each also
 * {@code .gz}, and Parquet with columns of these names. Records are told apart here and made sense of by the workers, where one that is
 * broken fails alone.
 */
public final class MoleculeTables {
    /** Column with the number of the record in the whole input, from 1. */
    public static final String NUMBER = "number";

    private static final StructType COLUMNS = new StructType()
            .add(NUMBER, DataTypes.LongType)
            .add(ConformerJob.NAME, DataTypes.StringType)
            .add(ConformerJob.SMILES, DataTypes.StringType)
            .add(ConformerJob.SDF, DataTypes.StringType);
    private static final String END_OF_RECORD = "\n$$$$";
    private static final String HEADING = "(?i)\"?(canonical_?|isomeric_?)?smiles\"?([\\s,;].*)?";

    private MoleculeTables() {}

    /**
     * The molecules of files, in their order.
     *
     * @param paths as Spark takes them, on a file system that all machines see
     * @throws IllegalArgumentException if the ending of a name says nothing
     */
    public static Dataset<Row> read(SparkSession spark, List<String> paths) {
        Dataset<Row> all = spark.createDataFrame(List.of(), COLUMNS);
        long before = 0;
        for (String path : paths) {
            Dataset<Row> table = spark.createDataFrame(numbered(rows(spark, path), stem(path), before), COLUMNS);
            all = all.union(table);
            before += paths.size() > 1 ? table.count() : 0;
        }
        return all;
    }

    private static JavaRDD<Row> rows(SparkSession spark, String path) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        String name = path.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        if (name.matches(".*\\.(smi|smiles|txt)(\\.gz)?")) {
            return lines(context, path);
        }
        if (name.matches(".*\\.(sdf|sd|mol)(\\.gz)?")) {
            return records(context, path);
        }
        if (name.endsWith(".parquet")) {
            return table(spark.read().parquet(path));
        }
        throw new IllegalArgumentException(
                "found " + path + "; expected a name that ends with .smi, .sdf, each also with .gz, or .parquet");
    }

    /** Blank lines, comments and a heading are left aside. */
    private static JavaRDD<Row> lines(JavaSparkContext context, String path) {
        return context.textFile(path)
                .zipWithIndex()
                .filter(line -> {
                    String text = line._1().strip();
                    boolean heading = line._2() == 0 && text.matches(HEADING);
                    return !text.isEmpty() && text.charAt(0) != '#' && !heading;
                })
                .map(line -> RowFactory.create(null, line._1().strip(), null));
    }

    private static JavaRDD<Row> records(JavaSparkContext context, String path) {
        Configuration configuration = new Configuration(context.hadoopConfiguration());
        configuration.set("textinputformat.record.delimiter", END_OF_RECORD);
        return context.newAPIHadoopFile(path, TextInputFormat.class, LongWritable.class, Text.class, configuration)
                .map(record -> record._2().toString())
                .zipWithIndex()
                // What is left of the line that ended the record before.
                .map(record -> record._2() == 0 ? record._1() : record._1().replaceFirst("^[^\\n]*(\\n|$)", ""))
                .filter(text -> !text.isBlank())
                .map(text -> RowFactory.create(null, null, text.replace("\r\n", "\n") + END_OF_RECORD + "\n"));
    }

    private static JavaRDD<Row> table(Dataset<Row> parquet) {
        List<String> there = Arrays.asList(parquet.columns());
        List<String> wanted = List.of(ConformerJob.NAME, ConformerJob.SMILES, ConformerJob.SDF);
        if (!there.contains(ConformerJob.SMILES) && !there.contains(ConformerJob.SDF)) {
            throw new IllegalArgumentException("found a table with the columns " + there + "; expected one called "
                    + ConformerJob.SMILES + " or " + ConformerJob.SDF);
        }
        return parquet.javaRDD().map(row -> {
            List<Object> values = new ArrayList<>();
            for (String name : wanted) {
                Object value = there.contains(name) ? row.get(row.fieldIndex(name)) : null;
                values.add(value == null ? null : value.toString());
            }
            return RowFactory.create(values.toArray());
        });
    }

    /** Records without a name are called as the command calls them: by the file and their number in it. */
    private static JavaRDD<Row> numbered(JavaRDD<Row> rows, String stem, long before) {
        return rows.zipWithIndex().map(row -> {
            String name = row._1().getString(0);
            String otherwise = row._2() == 0 ? stem : stem + "-" + (row._2() + 1);
            return RowFactory.create(
                    before + row._2() + 1,
                    name == null ? otherwise : name,
                    row._1().get(1),
                    row._1().get(2));
        });
    }

    private static String stem(String path) {
        String name = path.replaceAll("/+$", "").replaceAll(".*/", "");
        return name.replaceAll("(?i)\\.gz$", "").replaceAll("(?<=.)\\.[^.]*$", "");
    }
}
