package io.github.cdkdrift;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of this module: frames → io → ensemble → molecule, and nothing that belongs elsewhere. */
class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.cdkdrift");

    @Test
    void packagesDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("frames")
                .definedBy("io.github.cdkdrift.frames..")
                .layer("io")
                .definedBy("io.github.cdkdrift.io..")
                .layer("ensemble")
                .definedBy("io.github.cdkdrift.ensemble..")
                .layer("molecule")
                .definedBy("io.github.cdkdrift.molecule..")
                .whereLayer("frames")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("io")
                .mayOnlyBeAccessedByLayers("frames")
                .whereLayer("ensemble")
                .mayOnlyBeAccessedByLayers("frames", "io")
                .check(MODULE);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.github.cdkdrift.(*)..").should().beFreeOfCycles().check(MODULE);
    }

    @Test
    void nothingKnowsTensorsOrPictures() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.jmol..", "javajs..")
                .check(MODULE);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MODULE);
    }
}
