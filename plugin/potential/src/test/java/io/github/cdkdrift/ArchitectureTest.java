package io.github.cdkdrift;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What energies and forces may know. */
class ArchitectureTest {
    private static final JavaClasses POTENTIAL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("io.github.cdkdrift");

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.github.cdkdrift.(*)..").should().beFreeOfCycles().check(POTENTIAL);
    }

    @Test
    void onlyFitsKnowNd4j() {
        noClasses()
                .that()
                .doNotHaveSimpleName("DoubleMatrix")
                .and()
                .doNotHaveSimpleName("NormalEquations")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
                .check(POTENTIAL);
    }
}
