package org.slportal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slportal.services.access.Actor;

class ModuleBordersTest {

    private static JavaClasses portal;

    @BeforeAll
    static void read() {
        portal = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // The services' test fixtures come as a jar of their own.
                .withImportOption(location -> !location.contains("tests.jar") && !location.contains("test-classes"))
                .importPackages("org.slportal");
    }

    @Test
    void there_is_something_to_check() {
        assertThat(portal).hasSizeGreaterThan(300);
        assertThat(portal.stream().map(JavaClass::getPackageName))
                .contains(
                        "org.slportal.domain.compliance",
                        "org.slportal.pki",
                        "org.slportal.services.callhome",
                        "org.slportal.protocol",
                        "org.slportal.callhome",
                        "org.slportal.rest",
                        "org.slportal.ui.shell");
    }

    @Test
    void the_domain_is_pure_java() {
        classes()
                .that()
                .resideInAPackage("org.slportal.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.slportal.domain..", "java..", "org.jspecify..")
                .check(portal);
    }

    @Test
    void the_protocol_sees_the_domain_and_json_only() {
        classes()
                .that()
                .resideInAPackage("org.slportal.protocol..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.slportal.protocol..",
                        "org.slportal.domain..",
                        "java..",
                        "javax.xml..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify..")
                .check(portal);
    }

    @Test
    void bouncy_castle_stays_in_the_certificate_authority() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.slportal.pki..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(portal);
    }

    @Test
    void vaadin_stays_in_the_user_interface() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.slportal.ui..", "org.slportal.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.vaadin..")
                .check(portal);
    }

    @Test
    void jooq_stays_in_the_services() {
        noClasses()
                .that()
                .resideInAnyPackage("org.slportal.ui..", "org.slportal.rest..", "org.slportal.callhome..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "org.slportal.db..")
                .check(portal);
    }

    @Test
    void no_service_gives_away_a_jooq_type() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.slportal.services..")
                .and()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Service")
                .should()
                .haveRawReturnType(DescribedPredicate.describe(
                        "a jOOQ type", type -> type.getPackageName().startsWith("org.jooq")))
                .check(portal);
    }

    @Test
    void the_edges_do_not_know_one_another() {
        noClasses()
                .that()
                .resideInAPackage("org.slportal.ui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slportal.rest..", "org.slportal.callhome..", "org.slportal.protocol..")
                .check(portal);
        noClasses()
                .that()
                .resideInAPackage("org.slportal.services..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.slportal.ui..",
                        "org.slportal.rest..",
                        "org.slportal.callhome..",
                        "org.slportal.protocol..",
                        "org.slportal.app..")
                .check(portal);
    }

    @Test
    void only_the_clock_tells_the_time() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.slportal.domain..",
                        "org.slportal.pki..",
                        "org.slportal.services..",
                        "org.slportal.callhome..",
                        "org.slportal.rest..",
                        "org.slportal.ui..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(portal);
    }

    /** What people can reach takes who they are; devices come through services.callhome, sign-in and set-up have nobody yet. */
    @Test
    void every_public_method_of_a_service_takes_the_actor_first() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(
                        "org.slportal.services.account..",
                        "org.slportal.services.token..",
                        "org.slportal.services.inventory..",
                        "org.slportal.services.device..",
                        "org.slportal.services.conversion..",
                        "org.slportal.services.alert..",
                        "org.slportal.services.event..")
                .and()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Service")
                .and()
                .arePublic()
                .and()
                .areNotStatic()
                .and()
                .doNotHaveName("usage")
                .and()
                .doNotHaveName("acceptsDlc")
                .should(new ArchCondition<JavaMethod>("take the actor first") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean holds = !method.getRawParameterTypes().isEmpty()
                                && method.getRawParameterTypes().getFirst().isEquivalentTo(Actor.class);
                        events.add(new SimpleConditionEvent(method, holds, method.getFullName()));
                    }
                })
                .check(portal);
    }
}
