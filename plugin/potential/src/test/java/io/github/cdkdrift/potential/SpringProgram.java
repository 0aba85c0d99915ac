package io.github.cdkdrift.potential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A program for {@link ExternalPotential}: each atom on a spring of 2 kcal/mol/Å² to the origin, E = Σ x². Its argument says how
 * it behaves.
 */
final class SpringProgram {
    private SpringProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String behaviour = String.join(" ", arguments);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        StringBuilder kept = new StringBuilder();
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isBlank()) {
                out.print(kept);
                kept.setLength(0);
                out.flush();
                continue;
            }
            in.readLine();
            String[][] rows = new String[Integer.parseInt(line)][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = in.readLine().split(" ");
            }
            switch (behaviour) {
                case "hang" -> Thread.sleep(60_000);
                case "die" -> {
                    System.err.println("the licence has run out");
                    System.exit(7);
                }
                case "chatter" -> kept.append("Hello, this is SpringProgram 1.0\n");
                case "silent" -> System.exit(0);
                default -> kept.append(answer(rows, behaviour));
            }
        }
    }

    private static String answer(String[][] rows, String behaviour) {
        double factor = behaviour.equals("hartree") ? 1 / 627.5094740631 : 1;
        double length = behaviour.equals("hartree") ? 1 / 0.529177210903 : 1;
        double energyFactor = behaviour.equals("hartree energies") ? 1 / 627.5094740631 : factor;
        double shift = behaviour.equals("relaxed") ? 0.1 : 0;
        StringBuilder text = new StringBuilder(rows.length + "\nProperties=species:S:1:pos:R:3");
        text.append(behaviour.equals("energy only") ? "" : ":forces:R:3");
        double energy = 0;
        StringBuilder atoms = new StringBuilder();
        for (String[] row : rows) {
            atoms.append(behaviour.equals("carbon") ? "C" : row[0]);
            StringBuilder forces = new StringBuilder();
            for (int axis = 1; axis < 4; axis++) {
                double x = Double.parseDouble(row[axis]);
                energy += x * x;
                atoms.append(' ').append((x + shift) * length);
                forces.append(' ').append(-2 * x * factor / length);
            }
            atoms.append(behaviour.equals("energy only") ? "" : forces).append('\n');
        }
        text.append(behaviour.equals("hartree") ? " units=hartree/bohr" : "");
        text.append(" energy=")
                .append(behaviour.equals("not finite") ? "nan" : energy * energyFactor)
                .append('\n');
        return text.append(atoms).toString();
    }
}
