package io.github.cdkdrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdkdrift.Effort;
import io.github.cdkdrift.molecule.MolecularGraph;
import io.github.cdkdrift.molecule.PreparationSettings;
import io.github.cdkdrift.molecule.PreparedMolecule;
import io.github.cdkdrift.potential.Dielectric;
import io.github.cdkdrift.potential.PotentialChoice;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;

class ModelCacheTest {
    private static final Path HOME = Path.of("/home/me").toAbsolutePath();

    private static IAtomContainer molecule(String smiles) throws Exception {
        return PreparedMolecule.of(
                        new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles),
                        PreparationSettings.defaults())
                .molecule();
    }

    private static String key(IAtomContainer molecule, GenerateSettings settings) throws Exception {
        return ModelCache.key(molecule, MolecularGraph.of(molecule), settings);
    }

    private static GenerateSettings settings(String potential, double temperature, long seed, int count) {
        return settings(PotentialChoice.of(potential), temperature, seed, count);
    }

    private static GenerateSettings settings(PotentialChoice potential, double temperature, long seed, int count) {
        return new GenerateSettings(
                potential,
                LabelChoice.usual(),
                Effort.DRAFT.settings().withTemperature(temperature).withSeed(seed),
                count,
                0,
                false,
                ConformerChoice.SAMPLES,
                PropertyChoice.NONE,
                NetworkChoice.ALWAYS,
                List.of(),
                StereoChoice.ONE,
                PreparationSettings.defaults());
    }

    @Test
    void theFolderFollowsThePlatform() {
        Path elsewhere = Path.of("/var/cache/me").toAbsolutePath();

        assertThat(ModelCache.usualFolder(Map.of(), "Linux", HOME)).isEqualTo(HOME.resolve(".cache/cdkdrift"));
        assertThat(ModelCache.usualFolder(Map.of("XDG_CACHE_HOME", elsewhere.toString()), "Linux", HOME))
                .isEqualTo(elsewhere.resolve("cdkdrift"));
        assertThat(ModelCache.usualFolder(Map.of("XDG_CACHE_HOME", "relative"), "Linux", HOME))
                .isEqualTo(HOME.resolve(".cache/cdkdrift"));
        assertThat(ModelCache.usualFolder(Map.of("LOCALAPPDATA", "local"), "Windows 11", HOME))
                .isEqualTo(Path.of("local", "cdkdrift", "cache"));
        assertThat(ModelCache.usualFolder(Map.of(), "Mac OS X", HOME))
                .isEqualTo(HOME.resolve("Library/Caches/cdkdrift"));
    }

    @Test
    void whatDecidesTheModelDecidesItsName() throws Exception {
        GenerateSettings usual = settings("mmff94", 300, 0, 10);
        Set<String> keys = new HashSet<>();
        keys.add(key(molecule("C[C@H](O)F"), usual));
        keys.add(key(molecule("C[C@@H](O)F"), usual));
        keys.add(key(molecule("O[C@H](C)F"), usual));
        keys.add(key(molecule("[13CH3][C@H](O)F"), usual));
        keys.add(key(molecule("C[C@H](O)F"), settings("mmff94s", 300, 0, 10)));
        keys.add(key(molecule("C[C@H](O)F"), settings("mmff94", 301, 0, 10)));
        keys.add(key(molecule("C[C@H](O)F"), settings("mmff94", 300, 1, 10)));

        keys.add(key(
                molecule("C[C@H](O)F"),
                settings(PotentialChoice.of("mmff94").withDielectric(Dielectric.of(4)), 300, 0, 10)));
        for (String solvent : List.of("water", "thf")) {
            keys.add(key(
                    molecule("C[C@H](O)F"), settings(PotentialChoice.of("gfn2").withSolvent(solvent), 300, 0, 10)));
        }

        assertThat(keys).hasSize(10).allMatch(key -> key.matches("[0-9a-f]{64}"));
        assertThat(keys).contains(key(molecule("C[C@H](O)F"), settings("mmff94", 300, 0, 99)));
    }
}
