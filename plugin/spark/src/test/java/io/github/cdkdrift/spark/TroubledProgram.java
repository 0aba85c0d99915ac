package io.github.cdkdrift.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A potential for water in a program of its own: springs between all atoms. Asked about chlorine it kills the process that
 * asks, as a crash of native code would; about fluorine it never answers.
 */
final class TroubledProgram {
    private static final double STIFFNESS = 600;
    private static final double BOND = 0.97;
    private static final double ACROSS = 1.54;

    private TroubledProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.isBlank()) {
                out.flush();
                continue;
            }
            in.readLine();
            String[][] atoms = new String[Integer.parseInt(line)][];
            for (int i = 0; i < atoms.length; i++) {
                atoms[i] = in.readLine().split(" ");
                trouble(atoms[i][0]);
            }
            out.print(answer(atoms));
        }
    }

    private static void trouble(String element) throws InterruptedException {
        if (element.equals("Cl")) {
            ProcessHandle.current().parent().orElseThrow().destroyForcibly();
        } else if (element.equals("F")) {
            Thread.sleep(1_000_000);
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
