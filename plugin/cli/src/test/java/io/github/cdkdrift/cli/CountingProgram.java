package io.github.cdkdrift.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A potential for water in a program of its own: springs between all atoms. It writes to a file how many frames it was asked. */
final class CountingProgram {
    private static final double STIFFNESS = 600;
    private static final double BOND = 0.97;
    private static final double ACROSS = 1.54;

    private CountingProgram() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        long asked = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isBlank()) {
                Files.writeString(Path.of(arguments[0]), Long.toString(asked));
                out.flush();
                continue;
            }
            in.readLine();
            String[][] atoms = new String[Integer.parseInt(line)][];
            for (int i = 0; i < atoms.length; i++) {
                atoms[i] = in.readLine().split(" ");
            }
            asked++;
            out.print(answer(atoms));
        }
    }

    private static String answer(String[][] atoms) {
        double[][] forces = new double[atoms.length][3];
        double energy = 0;
        for (int i = 0; i < atoms.length; i++) {
            for (int j = 0; j < i; j++) {
                double[] apart = new double[3];
                double squares = 0;
                for (int axis = 0; axis < 3; axis++) {
                    apart[axis] = Double.parseDouble(atoms[i][axis + 1]) - Double.parseDouble(atoms[j][axis + 1]);
                    squares += apart[axis] * apart[axis];
                }
                double distance = Math.sqrt(squares);
                double stretch = distance - (atoms[i][0].equals(atoms[j][0]) ? ACROSS : BOND);
                energy += 0.5 * STIFFNESS * stretch * stretch;
                for (int axis = 0; axis < 3; axis++) {
                    double pull = STIFFNESS * stretch * apart[axis] / distance;
                    forces[i][axis] -= pull;
                    forces[j][axis] += pull;
                }
            }
        }
        StringBuilder text =
                new StringBuilder(atoms.length + "\nProperties=species:S:1:pos:R:3:forces:R:3 energy=" + energy + "\n");
        for (int i = 0; i < atoms.length; i++) {
            text.append(String.join(" ", atoms[i]));
            for (double force : forces[i]) {
                text.append(' ').append(force);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
