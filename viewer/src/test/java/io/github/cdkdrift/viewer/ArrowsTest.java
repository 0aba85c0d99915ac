package io.github.cdkdrift.viewer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private static final JavaClasses MODULES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.cdkdrift");

    @Test
    void viewerKnowsBridgeAnalysisJmolAndTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage("..cdkdrift.viewer..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.cdkdrift.viewer..",
                        "io.github.cdkdrift.cluster..",
                        "io.github.cdkdrift.ensemble..",
                        "io.github.cdkdrift.io..",
                        "io.github.cdkdrift.molecule..",
                        "io.github.cdkdrift.superposition..",
                        "org.jmol..",
                        "org.openscience.cdk.exception..",
                        "org.openscience.cdk.interfaces..",
                        "java..",
                        "javax.imageio..",
                        "org.w3c.dom..")
                .check(MODULES);
    }

    @Test
    void noOtherModuleKnowsJmol() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..cdkdrift.viewer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jmol..", "org.openscience.jmol..", "javajs..", "jspecview..")
                .check(MODULES);
    }
}
