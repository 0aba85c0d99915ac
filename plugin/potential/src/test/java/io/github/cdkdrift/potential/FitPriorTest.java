package io.github.cdkdrift.potential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cdkdrift.TestStructures;
import io.github.cdkdrift.frames.ForceFrames;
import io.github.cdkdrift.molecule.MolecularGraph;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Methylboronic difluoride, which MMFF94 has no type for, and methanol. */
@Tag("slow")
class FitPriorTest {
    /** C, B, F, F and three hydrogens; B–C 1.56, B–F 1.31, C–H 1.09 Å. */
    private static final double[] BORON = {
        0, 0, 0, 1.56, 0, 0, 2.22, 1.13, 0, 2.22, -1.13, 0, -0.38, 1.02, 0.05, -0.38, -0.55, 0.86, -0.38, -0.47, -0.91
    };

    private static final double[] METHANOL = {
        0, 0, 0, 1.42, 0, 0, -0.36, 1.03, 0, -0.36, -0.51, 0.89, -0.36, -0.51, -0.89, 1.75, 0.9, 0
    };

    private static MolecularGraph boron;
    private static MolecularGraph methanol;

    @BeforeAll
    static void graphs() throws Exception {
        boron = TestStructures.graph("CB(F)F");
        methanol = TestStructures.graph("CO");
    }

    private static void assumeXtb() {
        try {
            XtbPotential.of(XtbPotential.Method.GFNFF, boron.atomicNumbers(), BORON, 0, 0)
                    .close();
        } catch (PotentialException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    @Test
    void mmff94IsTakenWhereItKnowsTheMolecule() throws Exception {
        assertThat(FitPrior.AUTOMATIC.find(methanol, METHANOL)).containsInstanceOf(Mmff94Potential.class);
        assertThat(FitPrior.NONE.find(methanol, METHANOL)).isEmpty();
        PriorPotential soaked = PotentialChoice.of("gfn2")
                .withSolvent("water")
                .prior(FitPrior.MMFF94S, methanol, METHANOL)
                .orElseThrow();
        assertThat(soaked.name()).isEqualTo("MMFF94s (dielectric distance)");
    }

    @Test
    void gfnffIsTakenWhereMmff94DoesNotKnowTheMolecule() throws Exception {
        assumeXtb();
        try (PriorPotential prior = PotentialChoice.of("gfn2")
                .withSolvent("water")
                .prior(FitPrior.AUTOMATIC, boron, BORON)
                .orElseThrow()) {
            assertThat(prior.name()).isEqualTo("GFN-FF in water (GBSA)");
            assertThat(((XtbPrior) prior).setup().geometry()).containsExactly(BORON);
        }
    }

    @Test
    void whatWasAskedForByNameIsNotReplaced() {
        assertThatThrownBy(() -> FitPrior.MMFF94.requireKnown(boron, BORON))
                .isInstanceOf(PotentialException.class)
                .hasMessageContaining("MMFF94");
        assertThat(FitPrior.MMFF94.find(boron, BORON)).isEmpty();
    }

    /** Without orders of bonds the charge is not known, either. */
    @Test
    void moleculesOfUnknownBondOrdersBeginFromNothing() throws Exception {
        MolecularGraph perceived = MolecularGraph.perceive(methanol.atomicNumbers(), METHANOL);
        assertThat(perceived.bondOrdersKnown()
                        || FitPrior.AUTOMATIC.find(perceived, METHANOL).isEmpty())
                .isTrue();
    }

    /** GFN-FF corrected by labels of GFN2-xTB: forces are gradients, and its numbers come back from what a file keeps. */
    @Test
    void aCorrectionToGfnffIsNearerToItsLabels() throws Exception {
        assumeXtb();
        try (PriorPotential prior = FitPrior.GFNFF.find(boron, BORON).orElseThrow();
                XtbPotential better = XtbPotential.of(XtbPotential.Method.GFN2, boron.atomicNumbers(), BORON, 0, 0)) {
            CorrectionFit fit = CorrectionFit.of(prior, boron, labels(better, 60, 1), List.of());
            ForceFrames unseen = labels(better, 20, 2);
            double[] expected = TestPotentials.forceLabels(unseen);
            double[] positions = TestPotentials.positions(unseen);
            double ofPrior = TestPotentials.meanAbsoluteDifference(TestPotentials.forces(prior, positions), expected);
            double ofFit =
                    TestPotentials.meanAbsoluteDifference(TestPotentials.forces(fit.potential(), positions), expected);

            assertThat(ofFit).isLessThan(0.3 * ofPrior);
            assertThat(fit.potential().name()).isEqualTo("GFN-FF corrected by 60 labels of GFN2-xTB");
            PotentialChecks.assertForcesAreTheNegativeGradient(fit.potential(), unseen.positions(0), 1e-3, 0.05);
            try (XtbPrior again = XtbPrior.of(((XtbPrior) prior).setup(), boron)) {
                CorrectedForceField read =
                        CorrectedForceField.of(again, boron, fit.potential().parts(), null, new double[0]);
                assertThat(TestPotentials.energies(read, positions))
                        .containsExactly(TestPotentials.energies(fit.potential(), positions), within(1e-3));
            }
        }
    }

    private static ForceFrames labels(Potential potential, int count, long seed) {
        Random random = new Random(seed);
        double[] positions = new double[count * BORON.length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = BORON[i % BORON.length] + 0.05 * random.nextGaussian();
        }
        double[] energies = new double[count];
        double[] forces = new double[positions.length];
        potential.evaluate(positions, count, energies, forces);
        return ForceFrames.of(boron.atomicNumbers(), positions, forces, energies)
                .withPotential(potential.name());
    }
}
