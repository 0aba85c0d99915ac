package io.github.cdkdrift;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the analysis of ensembles may know: coordinates, and no potential. */
class ArchitectureTest {
    private static final JavaClasses ANALYSIS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("io.github.cdkdrift");

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.github.cdkdrift.(*)..").should().beFreeOfCycles().check(ANALYSIS);
    }

    @Test
    void nothingKnowsTensorsPotentialsOrPictures() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.nd4j..", "org.jmol..", "io.github.cdkdrift.potential..", "io.github.cdkdrift.viewer..")
                .check(ANALYSIS);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(ANALYSIS);
    }
}
