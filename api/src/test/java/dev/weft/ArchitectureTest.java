package dev.weft;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Keeps the arrows between modules and packages one-way, as drawn in the README. */
class ArchitectureTest {
    private static final JavaClasses WEFT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.weft");

    @Test
    void arrowsBetweenModulesPointOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("lib0")
                .definedBy("dev.weft.lib0..")
                .layer("crdt")
                .definedBy("dev.weft.crdt..")
                .layer("sync")
                .definedBy("dev.weft.sync..")
                .layer("testkit")
                .definedBy("dev.weft.testkit..")
                .layer("engine")
                .definedBy("dev.weft.engine..")
                .layer("persistence")
                .definedBy("dev.weft.persistence..")
                .layer("api")
                .definedBy("dev.weft.api..")
                .whereLayer("api")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("persistence")
                .mayOnlyBeAccessedByLayers("api")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("persistence", "api")
                .whereLayer("testkit")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sync")
                .mayOnlyBeAccessedByLayers("testkit", "engine", "persistence", "api")
                .whereLayer("crdt")
                .mayOnlyBeAccessedByLayers("sync", "testkit", "engine", "persistence", "api")
                .check(WEFT);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.weft.(**)").should().beFreeOfCycles().check(WEFT);
    }

    @Test
    void theEngineKnowsNoSpringAndNoSql() {
        noClasses()
                .that()
                .resideInAPackage("dev.weft.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "org.postgresql..")
                .check(WEFT);
    }

    @Test
    void onlyTheApplicationKnowsSpringBoot() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weft.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.boot..", "org.springframework.web..")
                .check(WEFT);
    }

    @Test
    void theStructStoreIsReachedThroughTheDocumentOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.weft.crdt..", "dev.weft.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.weft.crdt.store..")
                .check(WEFT);
    }

    @Test
    void packagesAreNamedAfterWhatTheyHoldAndSayWhetherTheyTakeNull() {
        var packages = WEFT.stream().map(type -> type.getPackage()).distinct().toList();

        assertThat(packages)
                .map(JavaPackage::getName)
                .noneMatch(
                        name -> name.matches(".*\\.(util|utils|common|impl|helper|helpers|service|services)(\\..*)?"));
        assertThat(packages)
                .allSatisfy(each -> assertThat(each.isAnnotatedWith(NullMarked.class))
                        .as("%s has a package-info with @NullMarked", each.getName())
                        .isTrue());
    }
}
