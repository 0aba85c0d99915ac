///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//REPOS mavenlocal,mavencentral
//DEPS io.github.cdkdrift:cdkdrift:0.1.0-SNAPSHOT
//DEPS org.slf4j:slf4j-nop:2.0.20

import io.github.cdkdrift.DriftingConformerGenerator;
import io.github.cdkdrift.Effort;
import io.github.cdkdrift.conformer.ConformerMinima;
import io.github.cdkdrift.conformer.SampledConformers;
import io.github.cdkdrift.dynamics.StageListener;
import io.github.cdkdrift.ensemble.ConformerEnsemble;
import io.github.cdkdrift.io.EnsembleFiles;
import io.github.cdkdrift.superposition.SymmetricSuperposition;
import org.openscience.cdk.interfaces.IAtomContainer;

/** Prints the minima of a molecule with the populations of their basins: {@code jbang Conformers.java "CC(O)CO"}. */
public class Conformers {
    public static void main(String[] arguments) throws Exception {
        IAtomContainer molecule = EnsembleFiles.readMolecule(arguments.length > 0 ? arguments[0] : "CCO");
        SampledConformers sampled = DriftingConformerGenerator.forMolecule(molecule)
                .withEffort(Effort.DRAFT)
                .sample();
        ConformerEnsemble ensemble = sampled.take(500, 0);
        ConformerMinima minima = ConformerMinima.of(
                ensemble,
                sampled.potential(),
                0,
                SymmetricSuperposition.ofAllAtoms(ensemble.graph()),
                StageListener.NONE);
        ConformerEnsemble ranked = minima.ensemble(300, sampled.uncertainty(minima.thermal()));
        ranked.conformers().forEach(minimum -> System.out.printf(
                "%6.2f kcal/mol  %5.1f %%%n",
                minimum.properties().get("relative_energy"), 100 * minimum.properties().get("population")));
    }
}
