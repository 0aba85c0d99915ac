package io.github.cdkdrift.conformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.Effort;
import io.github.cdkdrift.MoleculeTraining;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.molecule.Torsion;
import io.github.cdkdrift.potential.TorsionRestraint;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ethanol: C C O, then H of the methyl group (3 to 5), of the other carbon and of oxygen. */
@Tag("slow")
class SampledConformersTest {
    private static double share(ConformerEnsemble ensemble, int hydrogen) {
        return ensemble.conformers().stream()
                        .filter(conformer ->
                                Math.abs(Torsion.degrees(conformer.positions(), new int[] {hydrogen, 0, 1, 2})) > 120)
                        .count()
                / (double) ensemble.size();
    }

    @Test
    void equalHydrogenAtomsStandInEveryPlaceEquallyOften() throws Exception {
        ConformerEnsemble ensemble = DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule("CCO"))
                .sample()
                .take(2000, 1);

        for (int hydrogen = 3; hydrogen < 6; hydrogen++) {
            assertThat(share(ensemble, hydrogen)).isCloseTo(1.0 / 3, within(0.045));
        }
    }

    /** One of them held opposite to oxygen stays there, and the other two exchange no more. */
    @Test
    void aHeldHydrogenAtomKeepsItsPlace() throws Exception {
        MoleculeTraining held = DriftingConformerGenerator.forMolecule(EnsembleFiles.readMolecule("CCO"))
                .withEffort(Effort.DRAFT)
                .withRestraints(List.of(new TorsionRestraint(new int[] {3, 0, 1, 2}, 180, 100)));
        ConformerEnsemble ensemble = held.sample().take(1000, 1);

        assertThat(share(ensemble, 3)).isEqualTo(1);
        double variance = ensemble.conformers().stream()
                .mapToDouble(conformer ->
                        Math.IEEEremainder(Torsion.degrees(conformer.positions(), new int[] {3, 0, 1, 2}) - 180, 360))
                .map(deviation -> deviation * deviation)
                .average()
                .orElseThrow();
        // The restraint alone would leave 4.4°.
        assertThat(Math.sqrt(variance)).isBetween(3.5, 4.6);
    }
}
