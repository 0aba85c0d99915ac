package io.github.cdkdrift.rotamer;

import io.github.cdkdrift.frames.ForceFrames;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a symmetry operation carries torsions into each other, with ideal angles between substituents: the torsion of rotor i in
 * the image is sign · (that of rotor source[i]) + shift[i].
 *
 * @param source a permutation of the rotors, [rotors]
 * @param sign +1 or −1
 * @param shift multiples of 60°, [rotors] radians
 */
record TorsionImage(int[] source, int sign, double[] shift) {
    private static final double STEP = Math.PI / 3;
    private static final int FRAMES = 50;

    /**
     * The map of an operation.
     *
     * @param image the rotors that show before the operation what {@code rotors} show after it
     * @return empty where a rotor comes from none of these
     */
    static Optional<TorsionImage> of(Rotor[] rotors, Rotor[] image, ForceFrames frames) {
        int[] source = Arrays.stream(image)
                .mapToInt(one -> IntStream.range(0, rotors.length)
                        .filter(i -> rotors[i].isAbout(one))
                        .findFirst()
                        .orElse(-1))
                .toArray();
        if (Arrays.stream(source).anyMatch(i -> i < 0)) {
            return Optional.empty();
        }
        double[] cosine = new double[rotors.length];
        double[] sine = new double[rotors.length];
        int samples = Math.min(FRAMES, frames.size());
        for (int sample = 0; sample < samples; sample++) {
            double[] positions = frames.positions((int) ((long) sample * frames.size() / samples));
            for (int i = 0; i < rotors.length; i++) {
                double shift = image[i].angle(positions) - image[i].sign() * rotors[source[i]].angle(positions);
                cosine[i] += Math.cos(shift);
                sine[i] += Math.sin(shift);
            }
        }
        double[] shift = new double[rotors.length];
        Arrays.setAll(shift, i -> STEP * Math.round(Math.atan2(sine[i], cosine[i]) / STEP));
        return Optional.of(new TorsionImage(source, image[0].sign(), shift));
    }
}
