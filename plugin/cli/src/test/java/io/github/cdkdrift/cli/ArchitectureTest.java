package io.github.cdkdrift.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.cdkdrift");

    @Test
    void theCommandLeavesArraysAndPicturesToTheLibraries() {
        noClasses()
                .that()
                .resideInAPackage("io.github.cdkdrift.cli")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.jmol..", "org.hipparchus..")
                .check(CLASSES);
    }

    @Test
    void nothingDependsOnTheCommand() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.github.cdkdrift.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.github.cdkdrift.cli")
                .check(CLASSES);
    }

    @Test
    void onlyTheViewerKnowsJmol() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.github.cdkdrift.viewer")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jmol..")
                .check(CLASSES);
    }
}
