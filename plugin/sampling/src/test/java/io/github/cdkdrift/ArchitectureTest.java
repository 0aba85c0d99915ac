package io.github.cdkdrift;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What sampling may know: of a potential its energies and forces, not how they are computed. */
class ArchitectureTest {
    private static final JavaClasses SAMPLING = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("io.github.cdkdrift");

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.github.cdkdrift.(*)..").should().beFreeOfCycles().check(SAMPLING);
    }

    @Test
    void nothingKnowsTensorsOrNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.github.cdkdrift.potential..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "com.sun.jna..")
                .check(SAMPLING);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(SAMPLING);
    }
}
