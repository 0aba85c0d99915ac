package io.github.cdkdrift.samples;

import org.nd4j.linalg.factory.Nd4j;

/** Starts the JVM and ND4J and does nothing else: what {@code start-up.sh} compares the command with. */
public final class StartNd4j {
    private StartNd4j() {}

    public static void main(String[] args) {
        System.out.println(Nd4j.zeros(1).length());
    }
}
