package io.github.cdkdrift.samples.energies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SolventPictureTest {
    /** Two hydroxyl groups in a line, H–O and O–H, and a hydrogen on carbon that is nearer to an oxygen. */
    @Test
    void theContactIsThatOfAHydroxylToAnotherOxygen() {
        int[] atomicNumbers = {1, 8, 8, 1, 6, 1};
        double[] positions = {0, 0, 0, -0.96, 0, 0, 2.1, 0, 0, 3.06, 0, 0, 2.1, 3, 0, 2.1, 1.9, 0};

        assertThat(SolventPicture.contact(
                        atomicNumbers, List.of(new int[] {0, 1}, new int[] {2, 3}, new int[] {4, 5}), positions))
                .isCloseTo(2.1, within(1e-12));
        assertThat(SolventPicture.contact(new int[] {8, 1}, List.of(new int[] {0, 1}), new double[] {0, 0, 0, 0, 0, 1}))
                .isInfinite();
    }
}
