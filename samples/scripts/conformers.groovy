// groovy conformers.groovy "CC(O)CO": prints the minima of a molecule with the populations of their basins.
@GrabResolver(name = 'local', root = 'file:///${user.home}/.m2/repository')
@Grab('io.github.cdkdrift:cdkdrift:0.1.0-SNAPSHOT')
@Grab('org.slf4j:slf4j-nop:2.0.20')
import io.github.cdkdrift.DriftingConformerGenerator
import io.github.cdkdrift.Effort
import io.github.cdkdrift.conformer.ConformerMinima
import io.github.cdkdrift.dynamics.StageListener
import io.github.cdkdrift.io.EnsembleFiles
import io.github.cdkdrift.superposition.SymmetricSuperposition

def molecule = EnsembleFiles.readMolecule(args ? args[0] : 'CCO')
def sampled = DriftingConformerGenerator.forMolecule(molecule).withEffort(Effort.DRAFT).sample()
def ensemble = sampled.take(500, 0)
def all = SymmetricSuperposition.ofAllAtoms(ensemble.graph())
def minima = ConformerMinima.of(ensemble, sampled.potential(), 0, all, StageListener.NONE)
minima.ensemble(300, sampled.uncertainty(minima.thermal())).conformers().each { minimum ->
    printf('%6.2f kcal/mol  %5.1f %%%n', minimum.properties().relative_energy, 100 * minimum.properties().population)
}
