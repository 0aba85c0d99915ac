package io.github.cdkdrift.samples.energies;

import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PreparationSettings;
import io.github.cdkdrift.molecule.PreparedMolecule;
import io.github.cdkdrift.potential.Dielectric;
import io.github.cdkdrift.potential.Potential;
import io.github.cdkdrift.potential.PotentialChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openscience.cdk.config.Elements;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

/**
 * Ranks conformers by each potential, with each solvent and dielectric, as coupled cluster does: {@code samples/run
 * energies.ConformerEnergies FOLDER}. The folder holds {@code molecules.smi} (SMILES and name), {@code conformers.sdf} (title the
 * molecule, field {@code geom}) and {@code energies.csv} of Folmsbee and Hutchison 2020, doi:10.1002/qua.26381, github.com/ghutchis/conformer-benchmark.
 */
public final class ConformerEnergies {
    private static final String REFERENCE = "dlpno";

    /** Atomisation energies there, higher where a conformer is more stable. */
    private static final List<String> ATOMISATION = List.of("dlpno", "pbeh3c", "gfn2");

    /** Lines of an SDF record before its atoms. */
    private static final int HEAD = 4;

    /** One molecule: its graph, its conformers, [conformers][atoms · 3] Å, and their energies by other programs, kcal/mol. */
    private record Molecule(MolecularGraph graph, List<double[]> conformers, Map<String, double[]> energies) {}

    /** Over all molecules that a potential could do. */
    private record Row(String name, int molecules, double spearman, double pearson, double error) {
        String text() {
            return String.format(
                    Locale.ROOT, "| %s | %d | %.2f | %.2f | %.2f |", name, molecules, spearman, pearson, error);
        }
    }

    private ConformerEnergies() {}

    /** @param arguments the folder of the data */
    public static void main(String[] arguments) throws Exception {
        List<Molecule> molecules = read(Path.of(arguments[0]));
        System.out.println("| potential | molecules | median Spearman | median Pearson | median MAE, kcal/mol |");
        System.out.println("|---|---|---|---|---|");
        for (String program : List.of("pbeh3c", "gfn2", "mmff")) {
            System.out.println(row(program + " (of the data)", molecules, molecule -> molecule.energies.get(program))
                    .text());
        }
        for (PotentialChoice choice : choices()) {
            System.out.println(row(choice.toString(), molecules, molecule -> energies(choice, molecule))
                    .text());
        }
    }

    private static List<PotentialChoice> choices() {
        List<PotentialChoice> choices = new ArrayList<>();
        for (String name : List.of("mmff94", "mmff94s")) {
            PotentialChoice plain = PotentialChoice.of(name);
            choices.add(plain);
            for (double constant : new double[] {2, 4, 10, 80}) {
                choices.add(plain.withDielectric(Dielectric.of(constant)));
            }
            choices.add(plain.withDielectric(Dielectric.DISTANCE));
            choices.add(plain.withDielectric(new Dielectric(4, true)));
        }
        for (String name : List.of("gfnff", "gfn1", "gfn2")) {
            PotentialChoice plain = PotentialChoice.of(name);
            choices.add(plain);
            for (String solvent : List.of("toluene", "chcl3", "water")) {
                choices.add(plain.withSolvent(solvent));
            }
        }
        return choices;
    }

    /** Null where the potential does not know the molecule. */
    private static double[] energies(PotentialChoice choice, Molecule molecule) {
        int count = molecule.conformers.size();
        double[] all =
                molecule.conformers.stream().flatMapToDouble(Arrays::stream).toArray();
        double[] energies = new double[count];
        try (Potential potential = choice.potential(molecule.graph, molecule.conformers.get(0))) {
            potential.evaluate(all, count, energies, new double[all.length]);
            return energies;
        } catch (CDKException | IOException e) {
            System.err.println(choice + ": " + e.getMessage());
            return null;
        }
    }

    private interface Energies {
        double[] of(Molecule molecule);
    }

    private static Row row(String name, List<Molecule> molecules, Energies energies) {
        List<double[]> scores = new ArrayList<>();
        for (Molecule molecule : molecules) {
            double[] found = energies.of(molecule);
            double[] reference = molecule.energies.get(REFERENCE);
            if (found != null && Arrays.stream(found).allMatch(Double::isFinite)) {
                scores.add(new double[] {
                    RankStatistics.spearman(found, reference),
                    RankStatistics.pearson(found, reference),
                    RankStatistics.meanAbsoluteError(found, reference)
                });
            }
        }
        return new Row(
                name,
                scores.size(),
                median(scores, score -> score[0]),
                median(scores, score -> score[1]),
                median(scores, score -> score[2]));
    }

    private static double median(List<double[]> scores, ToDoubleFunction<double[]> value) {
        return scores.isEmpty()
                ? Double.NaN
                : RankStatistics.median(scores.stream().mapToDouble(value).toArray());
    }

    private static List<Molecule> read(Path folder) throws IOException {
        Map<String, Map<String, Double>> known = table(folder.resolve("energies.csv"));
        Map<String, String> structures = Files.readAllLines(folder.resolve("molecules.smi")).stream()
                .filter(line -> !line.isBlank())
                .collect(Collectors.toMap(line -> line.strip().split("\\s+")[1], line -> line.strip()
                        .split("\\s+")[0]));
        Map<String, List<Geometry>> conformers = records(folder.resolve("conformers.sdf")).stream()
                .filter(record -> known.containsKey(record.key()))
                .collect(Collectors.groupingBy(Geometry::title, LinkedHashMap::new, Collectors.toList()));
        List<Molecule> molecules = new ArrayList<>();
        for (Map.Entry<String, List<Geometry>> same : conformers.entrySet()) {
            try {
                molecules.add(molecule(structures.get(same.getKey()), same.getValue(), known));
            } catch (CDKException e) {
                System.err.println(same.getKey() + ": " + e.getMessage());
            }
        }
        return Collections.unmodifiableList(molecules);
    }

    /** Elements and coordinates of an SDF record, [atoms · 3] Å; its bonds are left out, since SMILES state them better. */
    private record Geometry(String title, String geometry, int[] atomicNumbers, double[] positions) {
        String key() {
            return title + " " + geometry;
        }
    }

    private static List<Geometry> records(Path file) throws IOException {
        List<Geometry> records = new ArrayList<>();
        for (String text : Files.readString(file).split("\\$\\$\\$\\$\n")) {
            List<String> lines = text.lines().toList();
            if (lines.size() < HEAD) {
                continue;
            }
            int atoms = Integer.parseInt(lines.get(HEAD - 1).substring(0, 3).strip());
            int[] atomicNumbers = new int[atoms];
            double[] positions = new double[3 * atoms];
            for (int atom = 0; atom < atoms; atom++) {
                String[] words = lines.get(HEAD + atom).strip().split("\\s+");
                atomicNumbers[atom] = Elements.ofString(words[3]).number();
                for (int axis = 0; axis < 3; axis++) {
                    positions[3 * atom + axis] = Double.parseDouble(words[axis]);
                }
            }
            int field = IntStream.range(HEAD, lines.size())
                    .filter(line -> lines.get(line).contains("<geom>"))
                    .findFirst()
                    .orElseThrow();
            records.add(new Geometry(lines.get(0).strip(), lines.get(field + 1).strip(), atomicNumbers, positions));
        }
        return records;
    }

    private static Molecule molecule(String smiles, List<Geometry> same, Map<String, Map<String, Double>> known)
            throws CDKException {
        IAtomContainer structure = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
        MolecularGraph drawn =
                PreparedMolecule.of(structure, PreparationSettings.defaults()).graph();
        Geometry first = same.get(0);
        MolecularGraph graph = drawn.reorderedLike(first.atomicNumbers(), first.positions());
        Map<String, double[]> energies = new HashMap<>();
        for (String program : List.of("dlpno", "pbeh3c", "gfn2", "mmff")) {
            double sign = ATOMISATION.contains(program) ? -1 : 1;
            energies.put(
                    program,
                    same.stream()
                            .mapToDouble(
                                    record -> sign * known.get(record.key()).get(program))
                            .toArray());
        }
        return new Molecule(graph, same.stream().map(Geometry::positions).toList(), energies);
    }

    /** By molecule and geometry, the energies by program; NaN where the table has none. */
    private static Map<String, Map<String, Double>> table(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] heading = lines.get(0).split(",", -1);
        Map<String, Map<String, Double>> table = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, Double> energies = new HashMap<>();
            for (int i = 3; i < heading.length; i++) {
                energies.put(heading[i], cells[i].isBlank() ? Double.NaN : Double.parseDouble(cells[i]));
            }
            table.put(cells[0] + " " + cells[1], energies);
        }
        return table;
    }
}
