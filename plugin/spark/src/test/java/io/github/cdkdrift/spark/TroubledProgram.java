package io.github.cdkdrift.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A potential in a program of its own: a spring between the two atoms of hydrogen. Asked about chlorine it kills the process that
 * asks, as a crash of native code would; about fluorine it never answers.
 */
final class TroubledProgram {
    private static final double STIFFNESS = 800;
    private static final double BOND = 0.74;

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
            String[] first = in.readLine().split(" ");
            String[] second = in.readLine().split(" ");
            trouble(first[0] + second[0]);
            out.print(answer(first, second));
        }
    }

    private static void trouble(String elements) throws InterruptedException {
        if (elements.contains("Cl")) {
            ProcessHandle.current().parent().orElseThrow().destroyForcibly();
        } else if (elements.contains("F")) {
            Thread.sleep(1_000_000);
        }
    }

    private static String answer(String[] first, String[] second) {
        double[] apart = new double[3];
        double squares = 0;
        for (int axis = 0; axis < 3; axis++) {
            apart[axis] = Double.parseDouble(first[axis + 1]) - Double.parseDouble(second[axis + 1]);
            squares += apart[axis] * apart[axis];
        }
        double distance = Math.sqrt(squares);
        double pull = -STIFFNESS * (distance - BOND) / distance;
        double energy = 0.5 * STIFFNESS * (distance - BOND) * (distance - BOND);
        StringBuilder text = new StringBuilder("2\nProperties=species:S:1:pos:R:3:forces:R:3 energy=" + energy + "\n");
        text.append(String.join(" ", first));
        for (double along : apart) {
            text.append(' ').append(pull * along);
        }
        text.append('\n').append(String.join(" ", second));
        for (double along : apart) {
            text.append(' ').append(-pull * along);
        }
        return text.append('\n').toString();
    }
}
