package org.slportal.services.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.OUTGOING_MAIL;
import static org.slportal.db.jooq.Tables.TOTP_FACTOR;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.session.LiveSessions;
import org.slportal.services.session.SignInMethod;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.user.GrantScope;
import org.slportal.services.user.RoleGrants;
import org.slportal.services.user.SignInResult;
import org.slportal.services.user.SignInService;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class FactorServiceTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    FactorService factors;

    @Autowired
    Factors stored;

    @Autowired
    SignInService signIn;

    @Autowired
    RoleGrants grants;

    @Autowired
    ActorService actors;

    @Autowired
    LiveSessions sessions;

    @Autowired
    MovableClock clock;

    @Autowired
    Transactions transactions;

    @Autowired
    DSLContext sql;

    private static UserId id(Actor actor) {
        return Objects.requireNonNull(actor.userId());
    }

    private static String address(Actor actor) {
        return "2001:db8::" + id(actor);
    }

    private String code(TotpEnrolment enrolment) {
        return Totp.code(Base32.decode(enrolment.secret()), Totp.step(clock.instant()));
    }

    private static String wrong(String code) {
        return (code.charAt(0) == '0' ? "1" : "0") + code.substring(1);
    }

    /** Adds an app and waits for its next code. */
    private TotpEnrolment enrolled(Actor actor) {
        TotpEnrolment enrolment = factors.enrol(actor);
        factors.confirm(actor, enrolment, TestAccounts.PASSWORD, code(enrolment), null);
        nextStep();
        return enrolment;
    }

    private void nextStep() {
        clock.advance(java.time.Duration.ofSeconds(Totp.STEP_SECONDS));
    }

    private SignInResult password(TestAccounts.Account account) {
        return signIn.signIn(account.userName(), TestAccounts.PASSWORD, address(account.administrator()));
    }

    private SignInResult second(Actor actor, String code) {
        return signIn.secondStep(id(actor), code, address(actor));
    }

    @Test
    void with_an_app_the_password_leads_to_a_second_step_and_a_code_signs_in_once() {
        var account = accounts.account();
        var person = account.administrator();
        var enrolment = enrolled(person);

        assertThat(password(account)).isEqualTo(new SignInResult.SecondFactorNeeded(id(person)));
        assertThat(second(person, wrong(code(enrolment)))).isEqualTo(new SignInResult.Refused());
        assertThat(second(person, code(enrolment))).isEqualTo(new SignInResult.SignedIn(id(person)));
        assertThat(second(person, code(enrolment))).as("used").isEqualTo(new SignInResult.Refused());
        nextStep();
        assertThat(second(
                        person,
                        " " + code(enrolment).substring(0, 3) + " "
                                + code(enrolment).substring(3)))
                .isEqualTo(new SignInResult.SignedIn(id(person)));
    }

    @Test
    void the_code_that_added_the_app_does_not_sign_in() {
        var account = accounts.account();
        var person = account.administrator();
        var enrolment = factors.enrol(person);
        factors.confirm(person, enrolment, TestAccounts.PASSWORD, code(enrolment), null);

        assertThat(second(person, code(enrolment))).isEqualTo(new SignInResult.Refused());
    }

    @Test
    void of_many_who_offer_the_same_code_at_once_one_gets_in() throws Exception {
        var account = accounts.account();
        var person = account.administrator();
        var enrolment = enrolled(person);
        String code = code(enrolment);

        var results = Threads.race(4, i -> () -> second(person, code));

        assertThat(results).filteredOn(SignInResult.SignedIn.class::isInstance).hasSize(1);
    }

    @Test
    void a_recovery_code_signs_in_once_whatever_its_form_and_tells_its_owner() throws Exception {
        var account = accounts.account();
        var person = account.administrator();
        String mail = person.name() + "@example.com";
        sql.update(APP_USER)
                .set(APP_USER.EMAIL, mail)
                .where(APP_USER.APP_USER_ID.eq(id(person)))
                .execute();
        var enrolment = factors.enrol(person);
        List<String> codes = factors.confirm(person, enrolment, TestAccounts.PASSWORD, code(enrolment), null);
        assertThat(codes).hasSize(Factors.RECOVERY_CODES).doesNotHaveDuplicates();

        var results = Threads.race(
                3,
                i -> () -> second(
                        person,
                        codes.getFirst().toLowerCase(java.util.Locale.ROOT).replace("-", " ")));

        assertThat(results).filteredOn(SignInResult.SignedIn.class::isInstance).hasSize(1);
        assertThat(factors.state(person).recoveryCodes()).isEqualTo(9);
        assertThat(sql.select(OUTGOING_MAIL.SUBJECT)
                        .from(OUTGOING_MAIL)
                        .where(OUTGOING_MAIL.RECIPIENT.eq(mail))
                        .fetch(OUTGOING_MAIL.SUBJECT))
                .containsExactly("A recovery code was used");
        List<String> fresh = factors.renewRecoveryCodes(person, TestAccounts.PASSWORD);
        assertThat(second(person, codes.get(1))).isEqualTo(new SignInResult.Refused());
        assertThat(second(person, fresh.get(1))).isEqualTo(new SignInResult.SignedIn(id(person)));
    }

    @Test
    void a_right_password_does_not_start_the_count_of_wrong_codes_anew() {
        var account = accounts.account();
        var person = account.administrator();
        var enrolment = enrolled(person);
        SignInResult last = new SignInResult.Refused();
        for (int i = 0; i < 5; i++) {
            assertThat(password(account)).isInstanceOf(SignInResult.SecondFactorNeeded.class);
            last = second(person, wrong(code(enrolment)));
        }

        assertThat(last).isInstanceOf(SignInResult.Locked.class);
        assertThat(second(person, code(enrolment))).isInstanceOf(SignInResult.Locked.class);
        assertThat(password(account)).isInstanceOf(SignInResult.Locked.class);
    }

    @Test
    void the_secret_is_stored_sealed_and_for_its_owner_only() {
        var account = accounts.account();
        var person = account.administrator();
        var other = accounts.account().administrator();
        var enrolment = enrolled(person);
        enrolled(other);
        byte[] sealed = sql.select(TOTP_FACTOR.SEALED_SECRET)
                .from(TOTP_FACTOR)
                .where(TOTP_FACTOR.APP_USER_ID.eq(id(person)))
                .fetchSingle(TOTP_FACTOR.SEALED_SECRET);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(enrolment.secret());

        sql.update(TOTP_FACTOR)
                .set(TOTP_FACTOR.SEALED_SECRET, sealed)
                .where(TOTP_FACTOR.APP_USER_ID.eq(id(other)))
                .execute();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> second(other, code(enrolment))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void adding_and_removing_need_the_password_and_a_code() {
        var account = accounts.account();
        var person = account.administrator();
        var enrolment = factors.enrol(person);
        assertRefused(
                ErrorReason.PASSWORD_WRONG,
                () -> factors.confirm(person, enrolment, "not the password", code(enrolment), null));
        assertRefused(
                ErrorReason.FACTOR_CODE_WRONG,
                () -> factors.confirm(person, enrolment, TestAccounts.PASSWORD, wrong(code(enrolment)), null));
        factors.confirm(person, enrolment, TestAccounts.PASSWORD, code(enrolment), null);
        assertRefused(
                ErrorReason.FACTOR_PRESENT,
                () -> factors.confirm(person, enrolment, TestAccounts.PASSWORD, code(enrolment), null));
        nextStep();
        assertRefused(
                ErrorReason.PASSWORD_WRONG,
                () -> factors.removeAuthenticator(person, "not the password", code(enrolment)));
        assertRefused(
                ErrorReason.FACTOR_CODE_WRONG,
                () -> factors.removeAuthenticator(person, TestAccounts.PASSWORD, wrong(code(enrolment))));
        factors.removeAuthenticator(person, TestAccounts.PASSWORD, code(enrolment));

        assertThat(password(account)).isInstanceOf(SignInResult.SignedIn.class);
        assertThat(factors.state(person).recoveryCodes()).isZero();
        assertRefused(ErrorReason.FACTOR_ABSENT, () -> factors.renewRecoveryCodes(person, TestAccounts.PASSWORD));
    }

    @Test
    void guessing_at_an_open_page_is_slowed() {
        var person = accounts.account().administrator();
        for (int i = 0; i < 10; i++) {
            assertRefused(ErrorReason.PASSWORD_WRONG, () -> factors.renewRecoveryCodes(person, "not the password"));
        }

        assertRefused(ErrorReason.TOO_MANY_ATTEMPTS, () -> factors.renewRecoveryCodes(person, TestAccounts.PASSWORD));
    }

    @Test
    void two_tabs_that_add_an_app_at_once_leave_one() throws Exception {
        var person = accounts.account().administrator();

        var results = Threads.race(3, i -> () -> {
            TotpEnrolment enrolment = factors.enrol(person);
            try {
                factors.confirm(person, enrolment, TestAccounts.PASSWORD, code(enrolment), null);
                return true;
            } catch (org.slportal.services.error.PortalException refused) {
                assertThat(refused.reason()).isEqualTo(ErrorReason.FACTOR_PRESENT);
                return false;
            }
        });

        assertThat(results).containsOnlyOnce(true);
    }

    @Test
    void an_account_that_requires_a_factor_misses_it_until_it_is_there_and_keeps_it() {
        var account = accounts.account();
        var person = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        assertThat(stored.missing(id(person))).isFalse();

        factors.require(account.administrator(), account.id(), true);

        assertThat(stored.missing(id(person))).isTrue();
        assertThat(factors.policy(account.administrator(), account.id())).isEqualTo(new FactorPolicy(true, 2, 2));
        var enrolment = enrolled(person);
        assertThat(stored.missing(id(person))).isFalse();
        assertThat(factors.policy(account.administrator(), account.id()).without())
                .isOne();
        assertRefused(
                ErrorReason.FACTOR_REQUIRED,
                () -> factors.removeAuthenticator(person, TestAccounts.PASSWORD, code(enrolment)));
        factors.require(account.administrator(), account.id(), false);
        factors.removeAuthenticator(person, TestAccounts.PASSWORD, code(enrolment));
    }

    @Test
    void who_manages_all_accounts_of_a_person_may_reset_the_factor_and_nobody_else() {
        var account = accounts.account();
        var admin = account.administrator();
        var person = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var foreign = accounts.account();
        enrolled(person);
        var session = sessions.start(id(person), SignInMethod.TOTP, "198.51.100.7", "Firefox/1");

        assertNotAllowed(() -> factors.reset(person, account.id(), id(admin)));
        assertUnknown(() -> factors.reset(foreign.administrator(), account.id(), id(person)));
        assertUnknown(() -> factors.reset(foreign.administrator(), foreign.id(), id(person)));
        assertUnknown(() -> factors.stateOf(foreign.administrator(), foreign.id(), id(person)));
        assertUnknown(() -> factors.policy(foreign.administrator(), account.id()));
        assertUnknown(() -> factors.require(foreign.administrator(), account.id(), true));
        assertNotAllowed(() -> factors.require(person, account.id(), true));
        transactions.run(() -> grants.insert(
                Actor.system("test"),
                foreign.id(),
                id(person),
                person.name(),
                Role.SMART_ACCOUNT_VIEWER,
                GrantScope.WHOLE_ACCOUNT));
        assertNotAllowed(() -> factors.reset(admin, account.id(), id(person)));

        transactions.run(() -> grants.insert(
                Actor.system("test"),
                foreign.id(),
                id(admin),
                admin.name(),
                Role.SMART_ACCOUNT_ADMINISTRATOR,
                GrantScope.WHOLE_ACCOUNT));
        factors.reset(actors.userActor(id(admin), null), account.id(), id(person));

        assertThat(stored.any(id(person))).isFalse();
        assertThat(sessions.use(session)).isFalse();
        assertThat(sql.fetchExists(
                        EVENT, EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq("SECOND_FACTOR_RESET"))))
                .isTrue();
    }
}
