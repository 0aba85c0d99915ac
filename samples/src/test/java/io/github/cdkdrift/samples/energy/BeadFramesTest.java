package io.github.cdkdrift.samples.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BeadFramesTest {
    /** Torsions of +90° (clockwise, seen along the middle bond) and 180°. */
    private static final double[] FRAME = {1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 2, 1};

    private static double[] two(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void torsionsHaveTheSignOfIupac() {
        double[] mirrored = new double[FRAME.length];
        Arrays.setAll(mirrored, i -> i % 3 == 0 ? -FRAME[i] : FRAME[i]);
        double[] torsions = BeadFrames.torsions(two(FRAME, mirrored));
        // Looking from the second bead along +y: the first stands at +x, the last at +z, 90° counter-clockwise where z
        // × x = y.
        assertThat(torsions[0]).isCloseTo(-90, within(1e-9));
        assertThat(torsions[2]).isCloseTo(90, within(1e-9));
        assertThat(Math.abs(torsions[1])).isCloseTo(180, within(1e-9));
    }

    @Test
    void halvesHoldEveryFrameOnce() {
        double[] frames = new double[4 * BeadFrames.NUMBERS];
        Arrays.setAll(frames, i -> i / BeadFrames.NUMBERS);
        double[][] halves = BeadFrames.halves(frames, 3);
        double[] firsts = {halves[0][0], halves[0][BeadFrames.NUMBERS], halves[1][0], halves[1][BeadFrames.NUMBERS]};
        Arrays.sort(firsts);
        assertThat(firsts).containsExactly(0, 1, 2, 3);
    }

    @Test
    void widthsAreComparedBondByBond() {
        double[] longer = FRAME.clone();
        Arrays.setAll(longer, i -> 1.1 * FRAME[i]);
        double[] longest = FRAME.clone();
        Arrays.setAll(longest, i -> 1.3 * FRAME[i]);
        assertThat(BeadFrames.widthRatio(two(FRAME, longest), two(FRAME, longer)))
                .isCloseTo(3, within(1e-6));
    }

    @Test
    void aBrokenChainIsLeftOut() {
        double[] broken = FRAME.clone();
        broken[13] = 9;
        double[] whole = BeadFrames.whole(two(broken, FRAME));
        assertThat(whole).containsExactly(FRAME);
    }
}
