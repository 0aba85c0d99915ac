package io.github.cdkdrift.samples.molecules;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The table in Markdown. */
final class DrugLikeReport {
    private DrugLikeReport() {}

    static String of(List<DrugLikeTable.Entry> entries) {
        StringBuilder text = new StringBuilder("Drug-like molecules by MMFF94 at 300 K beside a reference of replica"
                + " exchange on MMFF94. One seed. Torsion JSD: nats, 36 bins, all rotors, the largest and the mean. Rotamers: total"
                + " variation distance of the shares of rotamers. Energy: mean less the reference's, kcal/mol. COV, MAT: recall by"
                + " heavy-atom RMSD of 300 conformers beside 300 of the reference. The other programs' conformers count equally, as they"
                + " give them. Langevin dynamics: 16 walkers from one minimum for as long as the generator took from the structure to"
                + " the model.\n");
        text.append(summary(entries));
        for (DrugLikeTable.Entry entry : entries) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n**%s** (`%s`): %d atoms, %d rotors with methyl groups,"
                            + " %d rotamer states; %.0f s from structure to model, %.2f s for 1,000 conformers, rejected %s;"
                            + " split-R̂ of the reference %.3f.%n%n"
                            + "| | conformers | torsion JSD, largest | mean | rotamers | energy | TVD | COV 0.5 Å | COV 1.0 Å | MAT, Å |%n"
                            + "|---|---|---|---|---|---|---|---|---|---|%n",
                    entry.name(),
                    entry.smiles(),
                    entry.atoms(),
                    entry.rotors(),
                    entry.states(),
                    entry.seconds(),
                    entry.generatedThousand(),
                    entry.rejected(),
                    entry.splitRhat()));
            for (MoleculeFigures row : entry.rows()) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %.4f | %.4f | %.3f | %+.2f | %.4f | %.2f | %.2f | %.2f |%n",
                        row.row(),
                        row.conformers(),
                        row.torsionJsd(),
                        row.meanTorsionJsd(),
                        row.populations(),
                        row.energyGap(),
                        row.tvd(),
                        row.coverage()[0],
                        row.coverage()[1],
                        row.matching()));
            }
        }
        List<String> conditions = entries.stream()
                .map(DrugLikeTable.Entry::conditions)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return text + "\nMade by `samples/run molecules.DrugLikeTable` (" + String.join("; ", conditions) + ").\n";
    }

    /** One line a molecule: the largest torsion JSD of each row, in the order of the rows, and what the generator itself did. */
    private static String summary(List<DrugLikeTable.Entry> entries) {
        StringBuilder text = new StringBuilder("\nThe largest torsion JSD of each molecule:\n\n| molecule | atoms |");
        List<String> rows = entries.stream()
                .flatMap(entry -> entry.rows().stream())
                .map(MoleculeFigures::row)
                .distinct()
                .toList();
        rows.forEach(row -> text.append(' ').append(row).append(" |"));
        text.append(" energy, one pass | structure to model, s | 1,000 conformers, s |\n|---|---|")
                .append("---|".repeat(rows.size() + 3))
                .append('\n');
        for (DrugLikeTable.Entry entry : entries) {
            text.append("| ")
                    .append(entry.name())
                    .append(" | ")
                    .append(entry.atoms())
                    .append(" |");
            for (String row : rows) {
                text.append(entry.rows().stream()
                        .filter(figures -> figures.row().equals(row))
                        .map(figures -> String.format(Locale.ROOT, " %.4f |", figures.torsionJsd()))
                        .findFirst()
                        .orElse(" |"));
            }
            text.append(String.format(
                    Locale.ROOT,
                    " %+.2f | %.0f | %.2f |%n",
                    entry.rows().get(0).energyGap(),
                    entry.seconds(),
                    entry.generatedThousand()));
        }
        return text.toString();
    }
}
