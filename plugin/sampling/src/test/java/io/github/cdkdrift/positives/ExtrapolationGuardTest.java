package io.github.cdkdrift.positives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.TestFrames;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.potential.FitSettings;
import io.github.cdkdrift.potential.PotentialFit;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Frames of ethanol, some of them stretched by 30 %, where no training frame is. */
@Tag("slow")
class ExtrapolationGuardTest {
    private static final ForceFrames FRAMES = TestFrames.ethanolReference().first(300);
    private static final int[][] IDENTITY = {{0, 1, 2, 3, 4, 5, 6, 7, 8}};
    private static final PotentialFit FIT = PotentialFit.of(
            FRAMES, IDENTITY, FitSettings.defaults().withFrames(60).withWidths(List.of(20.0)));
    private static final ExtrapolationGuard GUARD = new ExtrapolationGuard(FRAMES, FIT, 500);

    /** Every so many of the samples, the first among them, is stretched. */
    private static Positives samples(int size, int every) {
        double[] positions = new double[27 * size];
        double[] energies = new double[size];
        for (int i = 0; i < size; i++) {
            double[] frame = FRAMES.positions(FIT.frames()[i % 60]);
            energies[i] = i;
            for (int k = 0; k < 27; k++) {
                positions[27 * i + k] = i % every == 0 ? 1.3 * frame[k] : frame[k];
            }
        }
        EquilibriumReport report =
                new EquilibriumReport(500, "", 60, 20, size, 0, 0.5, 0, 1.0, (double) size, 0, false, 0, null);
        return new Positives(positions, energies, FIT.potential(), FIT.potential(), report);
    }

    @Test
    void countsTheSamplesThatNoFrameIsNear() {
        Positives counted = GUARD.apply(samples(100, 5), false);

        assertThat(counted.report().extrapolated()).isCloseTo(0.2, within(1e-12));
        assertThat(counted.report().samples()).isEqualTo(100).isEqualTo(counted.energies().length);
    }

    @Test
    void countsOnAThousandOfManySamples() {
        assertThat(GUARD.apply(samples(2503, 7), false).report().extrapolated()).isCloseTo(1 / 7.0, within(0.01));
    }

    @Test
    void rejectsThemWhereAsked() {
        Positives kept = GUARD.apply(samples(100, 5), true);

        assertThat(kept.report().extrapolated()).isCloseTo(0.2, within(1e-12));
        assertThat(kept.report().samples()).isEqualTo(80);
        assertThat(kept.energies()).hasSize(80).startsWith(1, 2, 3, 4, 6);
        assertThat(kept.positions()).hasSize(80 * 27).startsWith(FRAMES.positions(FIT.frames()[1]));
    }

    /** The frames themselves are known, however little the potential knows of them. */
    @Test
    void aHigherTemperatureForgivesMore() {
        assertThat(new ExtrapolationGuard(FRAMES, FIT, 1e9)
                        .apply(samples(100, 1), false)
                        .report()
                        .extrapolated())
                .isZero();
    }

    @Test
    void refusesToRejectAll() {
        assertThatThrownBy(() -> GUARD.apply(samples(10, 1), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more frames");
    }
}
