package io.github.cdkdrift;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of the engine; those between modules are kept by Maven. */
class ArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("io.github.cdkdrift");

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.github.cdkdrift.(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void theEngineKnowsNeitherTheViewerNorTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("io.github.cdkdrift..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.jmol..",
                        "io.github.cdkdrift.viewer..",
                        "io.github.cdkdrift.cli..",
                        "org.apache.commons.cli..")
                .check(ENGINE);
    }

    @Test
    void onlyPackagesThatMultiplyMatricesKnowNd4j() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.github.cdkdrift.potential..",
                        "io.github.cdkdrift.backend..",
                        "io.github.cdkdrift.network..",
                        "io.github.cdkdrift.drift..",
                        "io.github.cdkdrift.generator..",
                        "io.github.cdkdrift.training..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.nd4j..")
                .check(ENGINE);
    }

    @Test
    void nothingIsReadByJavaSerialisation() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .check(ENGINE);
    }
}
