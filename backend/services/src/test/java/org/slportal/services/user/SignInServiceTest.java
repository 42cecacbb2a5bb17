package org.slportal.services.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.EVENT;

import java.time.Duration;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class SignInServiceTest {

    private static final String WRONG = "not the password";

    @Autowired
    TestAccounts accounts;

    @Autowired
    SignInService signIn;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private SignInResult attempt(TestAccounts.Account account, String password) {
        // An address of its own for each account: the throttle is not what these tests are about.
        return signIn.signIn(account.userName(), password, "2001:db8::" + account.id());
    }

    @Test
    void the_right_password_signs_in_whatever_the_case_of_the_name() {
        var account = accounts.account();

        assertThat(signIn.signIn(
                        " " + account.userName().toUpperCase(java.util.Locale.ROOT),
                        TestAccounts.PASSWORD,
                        "198.51.100.1"))
                .isEqualTo(new SignInResult.SignedIn(
                        Objects.requireNonNull(account.administrator().userId())));
    }

    @Test
    void the_fifth_wrong_password_locks_the_name_for_fifteen_minutes_to_the_second() {
        var account = accounts.account();
        for (int i = 1; i < SignInService.ATTEMPTS_BEFORE_LOCK; i++) {
            assertThat(attempt(account, WRONG)).isEqualTo(new SignInResult.Refused());
        }
        var until = clock.instant().plus(SignInService.LOCK);
        assertThat(attempt(account, WRONG)).isEqualTo(new SignInResult.Locked(until));

        clock.set(until.minusSeconds(1));
        assertThat(attempt(account, TestAccounts.PASSWORD)).isEqualTo(new SignInResult.Locked(until));
        clock.set(until);
        assertThat(attempt(account, TestAccounts.PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);
        assertThat(sql.select(EVENT.CODE)
                        .from(EVENT)
                        .where(EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.like("SIGN%")))
                        .orderBy(EVENT.EVENT_ID)
                        .fetch(EVENT.CODE))
                .containsExactly(
                        "SIGN_IN_REFUSED",
                        "SIGN_IN_REFUSED",
                        "SIGN_IN_REFUSED",
                        "SIGN_IN_REFUSED",
                        "SIGN_IN_LOCKED",
                        "SIGNED_IN");
    }

    @Test
    void a_good_sign_in_starts_the_count_anew() {
        var account = accounts.account();
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i < SignInService.ATTEMPTS_BEFORE_LOCK; i++) {
                assertThat(attempt(account, WRONG)).isEqualTo(new SignInResult.Refused());
            }
            assertThat(attempt(account, TestAccounts.PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);
        }
    }

    @Test
    void wrong_passwords_from_many_threads_are_all_counted() throws Exception {
        var account = accounts.account();

        var results = Threads.race(SignInService.ATTEMPTS_BEFORE_LOCK, i -> () -> attempt(account, WRONG));

        assertThat(results).filteredOn(SignInResult.Locked.class::isInstance).hasSize(1);
        assertThat(attempt(account, TestAccounts.PASSWORD)).isInstanceOf(SignInResult.Locked.class);
    }

    @Test
    void an_address_that_failed_often_waits_whatever_name_it_tries_and_others_do_not() {
        var account = accounts.account();
        String address = "203.0.113.77";
        for (int i = 0; i < SignInService.ATTEMPTS_PER_ADDRESS; i++) {
            assertThat(signIn.signIn("x".repeat(121), WRONG, address)).isEqualTo(new SignInResult.Refused());
        }

        assertThat(signIn.signIn(account.userName(), TestAccounts.PASSWORD, address))
                .isEqualTo(new SignInResult.Throttled(SignInService.ADDRESS_WINDOW));
        assertThat(signIn.signIn(account.userName(), TestAccounts.PASSWORD, "203.0.113.78"))
                .isInstanceOf(SignInResult.SignedIn.class);
        clock.advance(SignInService.ADDRESS_WINDOW.minusSeconds(1));
        assertThat(signIn.signIn(account.userName(), TestAccounts.PASSWORD, address))
                .isEqualTo(new SignInResult.Throttled(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(signIn.signIn(account.userName(), TestAccounts.PASSWORD, address))
                .isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void a_disabled_person_is_refused_like_a_wrong_password() {
        var account = accounts.account();
        sql.update(APP_USER)
                .set(APP_USER.DISABLED, true)
                .where(APP_USER.USER_NAME.eq(account.userName()))
                .execute();

        assertThat(attempt(account, TestAccounts.PASSWORD)).isEqualTo(new SignInResult.Refused());
    }

    @Test
    void an_unknown_name_takes_about_as_long_as_a_wrong_password() {
        var account = accounts.account();
        long unknown = Long.MAX_VALUE;
        long known = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            unknown = Math.min(unknown, nanos(() -> signIn.signIn("nobody-at-all", WRONG, "198.51.100.2")));
            known = Math.min(known, nanos(() -> attempt(account, WRONG)));
        }

        // The hash dominates both; without it an unknown name would be answered ten times faster.
        assertThat(unknown).isGreaterThan(known / 3);
    }

    private static long nanos(Runnable act) {
        long start = System.nanoTime();
        act.run();
        return System.nanoTime() - start;
    }
}
