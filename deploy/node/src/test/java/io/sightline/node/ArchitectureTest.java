package io.sightline.node;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Which way imports go, and which names say nothing. */
class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.sightline");

    @Test
    void theDomainKnowsNothingOfOursAndNoActor() {
        classes()
                .that()
                .resideInAPackage("io.sightline.engine.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "io.sightline.engine.domain..",
                        "com.fasterxml.jackson.annotation..",
                        "org.pcollections..",
                        "org.jspecify..")
                .check(CODE);
    }

    @Test
    void theProtocolRunsWithoutActorsSocketsAndStores() {
        noClasses()
                .that()
                .resideInAPackage("io.sightline.engine.sync..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pekko..",
                        "io.netty..",
                        "com.datastax..",
                        "io.sightline.engine.runtime..",
                        "io.sightline.engine.billing..",
                        "io.sightline.engine.journal..")
                .check(CODE);
    }

    @Test
    void billingIsPlainJavaOverTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("io.sightline.engine.billing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pekko..", "io.sightline.engine.sync..", "io.sightline.api..")
                .check(CODE);
    }

    @Test
    void apiAndPersistenceMeetInTheNodeAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.sightline.api..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.sightline.persistence..")
                .check(CODE);
        noClasses()
                .that()
                .resideInAPackage("io.sightline.persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.sightline.api..")
                .check(CODE);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.sightline.node..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.sightline.node..")
                .check(CODE);
    }

    @Test
    void whatIsKeptInTheJournalNeverLeavesThroughTheApi() {
        noClasses()
                .that()
                .resideInAPackage("io.sightline.api..")
                .should()
                .dependOnClassesThat()
                .implement(io.sightline.engine.domain.Event.class)
                .check(CODE);
    }

    @Test
    void everyNameSaysWhatItNames() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils|Processor)")
                .orShould()
                .haveNameMatching(".*\\.(Abstract|Base|Default)[A-Z].*")
                .check(CODE);
    }
}
