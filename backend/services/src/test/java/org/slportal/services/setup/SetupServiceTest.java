package org.slportal.services.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.EmbeddedDatabaseForTests;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.ServicesTestApplication;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.user.SignInResult;
import org.slportal.services.user.SignInService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The portal can be set up once: these tests have a database of their own and run in order. */
@SpringBootTest(classes = ServicesTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ContextConfiguration(initializers = SetupServiceTest.EmptyDatabase.class)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetupServiceTest {

    /** One in which nobody can sign in yet. */
    static final class EmptyDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            EmbeddedDatabaseForTests.useOneOfItsOwn(context, "setup-database");
        }
    }

    @Autowired
    SetupService setup;

    @Autowired
    SignInService signIn;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    private static FirstAccount asked(String userName) {
        return new FirstAccount(
                "Example", "Example.COM", "Default", userName, "First Person", TestAccounts.PASSWORD, "ko");
    }

    @Test
    @Order(1)
    void a_wrong_code_an_older_code_and_a_bad_form_set_nothing_up() {
        String older = setup.newCode();
        String code = setup.newCode();

        assertRefused(ErrorReason.SETUP_CODE_WRONG, () -> setup.complete("AAAA-AAAA-AAAA-AAAA", asked("first")));
        assertRefused(ErrorReason.SETUP_CODE_WRONG, () -> setup.complete("", asked("first")));
        assertRefused(ErrorReason.SETUP_CODE_WRONG, () -> setup.complete(older, asked("first")));
        assertRefused(
                ErrorReason.DOMAIN_SHAPE,
                () -> setup.complete(
                        code, new FirstAccount("E", "no domain", "D", "first", "P", TestAccounts.PASSWORD, "en")));
        assertRefused(
                ErrorReason.PASSWORD_LENGTH,
                () -> setup.complete(code, new FirstAccount("E", "e.com", "D", "first", "P", "short", "en")));
        assertRefused(
                ErrorReason.LOCALE_UNKNOWN,
                () -> setup.complete(
                        code, new FirstAccount("E", "e.com", "D", "first", "P", TestAccounts.PASSWORD, "xx")));
        assertThat(setup.needed()).isTrue();
    }

    @Test
    @Order(2)
    void codes_cannot_be_guessed_quickly() {
        String code = setup.newCode();
        assertThat(java.util.stream.IntStream.range(0, 20)
                        .mapToObj(i -> reason("WRONG", "first"))
                        .toList())
                .contains("TOO_MANY_ATTEMPTS");

        assertThat(reason(code, "first")).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(setup.needed()).isTrue();
        clock.advance(Duration.ofMinutes(5));
    }

    @Test
    @Order(3)
    void the_right_code_from_many_threads_sets_up_once() throws Exception {
        String code = setup.newCode();

        List<String> outcomes =
                Threads.race(6, i -> () -> reason(" " + code.toLowerCase(java.util.Locale.ROOT), "first" + i));

        assertThat(outcomes).filteredOn("DONE"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("SETUP_DONE"::equals).hasSize(5);
        assertThat(setup.needed()).isFalse();
        int winner = outcomes.indexOf("DONE");
        assertThat(signIn.signIn("first" + winner, TestAccounts.PASSWORD, "192.0.2.1"))
                .isInstanceOf(SignInResult.SignedIn.class);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    @Order(4)
    void once_set_up_no_code_works_any_more() {
        String code = setup.newCode();

        assertThat(reason(code, "second")).isEqualTo("SETUP_DONE");
    }

    private String reason(String code, String userName) {
        try {
            setup.complete(code, asked(userName));
            return "DONE";
        } catch (PortalException e) {
            return e.reason().name();
        }
    }
}
