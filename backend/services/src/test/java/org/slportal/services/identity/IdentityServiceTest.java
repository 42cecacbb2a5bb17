package org.slportal.services.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.OUTGOING_MAIL;
import static org.slportal.db.jooq.Tables.USER_IDENTITY;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.UserIdentityId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.factor.Base32;
import org.slportal.services.factor.FactorService;
import org.slportal.services.factor.Factors;
import org.slportal.services.factor.SignInLetters;
import org.slportal.services.factor.Totp;
import org.slportal.services.lab.RealTime;
import org.slportal.services.session.LiveSessions;
import org.slportal.services.session.SignInMethod;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.user.PasswordConfirmation;
import org.slportal.services.user.UserService;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class IdentityServiceTest {

    private static final String ISSUER = "https://id.example.com/realms/lab";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    TestAccounts accounts;

    @Autowired
    DSLContext sql;

    @Autowired
    Transactions transactions;

    @Autowired
    RealTime realTime;

    @Autowired
    Factors factors;

    @Autowired
    FactorService factorService;

    @Autowired
    PasswordConfirmation confirmation;

    @Autowired
    UserService users;

    @Autowired
    LiveSessions sessions;

    @Autowired
    SignInLetters letters;

    @Autowired
    EventRecorder events;

    @Autowired
    MovableClock clock;

    /** As the operator's settings make it. */
    private IdentityService service(boolean linkByEmail, boolean secondStep) {
        OidcProperties properties =
                new OidcProperties(ISSUER, "portal", "secret", "", "Example ID", linkByEmail, secondStep);
        return new IdentityService(
                sql,
                transactions,
                realTime,
                properties,
                new Identities(sql, realTime, properties),
                factors,
                confirmation,
                users,
                sessions,
                letters,
                events);
    }

    private static String subject() {
        return "subject-" + NUMBER.incrementAndGet();
    }

    private static ProvenIdentity proven(String subject, @Nullable String verifiedEmail) {
        return new ProvenIdentity(ISSUER, subject, "j.kim@id", verifiedEmail);
    }

    private static UserId id(Actor actor) {
        return Objects.requireNonNull(actor.userId());
    }

    private String email(Actor actor) {
        return email(actor, "person-" + NUMBER.incrementAndGet() + "@example.com");
    }

    private String email(Actor actor, String address) {
        sql.update(APP_USER)
                .set(APP_USER.EMAIL, address)
                .where(APP_USER.APP_USER_ID.eq(id(actor)))
                .execute();
        return address;
    }

    private static IdentitySignIn signedIn(Actor actor) {
        return new IdentitySignIn.SignedIn(id(actor), actor.name());
    }

    private static IdentitySignIn refused() {
        return new IdentitySignIn.Refused();
    }

    private List<String> codes(TestAccounts.Account account) {
        return sql.select(EVENT.CODE)
                .from(EVENT)
                .where(EVENT.SMART_ACCOUNT_ID
                        .eq(account.id())
                        .and(EVENT.CODE.like("IDENTITY%").or(EVENT.CODE.like("%PROVIDER%"))))
                .orderBy(EVENT.EVENT_ID)
                .fetch(EVENT.CODE);
    }

    private void setDisabled(TestAccounts.Account account, Actor person, boolean disabled) {
        users.setDisabled(account.administrator(), account.id(), id(person), disabled);
    }

    @Test
    void what_is_linked_signs_in_until_it_is_unlinked() {
        var account = accounts.account();
        var person = account.administrator();
        var service = service(false, false);
        var proven = proven(subject(), null);
        assertThat(service.signIn(proven, null)).isEqualTo(refused());

        service.prepareLink(person, TestAccounts.PASSWORD);
        service.link(person, proven);
        clock.advance(Duration.ofMinutes(1));
        assertThat(service.signIn(proven, null)).isEqualTo(signedIn(person));

        IdentityItem item = service.own(person).getFirst();
        assertThat(item)
                .isEqualTo(new IdentityItem(
                        item.id(), "Example ID", "j.kim@id", true, MovableClock.START, clock.instant()));
        service.unlink(person, item.id(), TestAccounts.PASSWORD, null);
        assertThat(service.signIn(proven, null)).isEqualTo(refused());
        assertThat(service.own(person)).isEmpty();
        assertThat(codes(account)).containsExactly("IDENTITY_LINKED", "SIGNED_IN_BY_PROVIDER", "IDENTITY_UNLINKED");
    }

    @Test
    void linking_and_unlinking_ask_for_the_password() {
        var person = accounts.account().administrator();
        var service = service(false, false);
        assertRefused(ErrorReason.PASSWORD_WRONG, () -> service.prepareLink(person, "not the password"));

        service.link(person, proven(subject(), null));
        var id = service.own(person).getFirst().id();
        assertRefused(ErrorReason.PASSWORD_WRONG, () -> service.unlink(person, id, "not the password", null));
        assertThat(service.own(person)).hasSize(1);
    }

    @Test
    void another_subject_or_another_issuer_is_somebody_else_to_the_letter() {
        var person = accounts.account().administrator();
        var service = service(false, false);
        String subject = subject();
        service.link(person, proven(subject, null));

        assertThat(service.signIn(proven(subject.toUpperCase(java.util.Locale.ROOT), null), null))
                .isEqualTo(refused());
        assertThat(service.signIn(proven(subject + " ", null), null)).isEqualTo(refused());
        assertThat(service.signIn(proven("", null), null)).isEqualTo(refused());
        assertThat(service.signIn(proven("김", null), null)).isEqualTo(refused());
        assertThat(service.signIn(proven("x".repeat(256), null), null)).isEqualTo(refused());
        assertThat(service.signIn(new ProvenIdentity("https://evil.example.com", subject, "", null), null))
                .isEqualTo(refused());
        assertNotAllowed(
                () -> service.link(person, new ProvenIdentity("https://evil.example.com", subject(), "", null)));
    }

    @Test
    void one_sign_in_is_one_persons_and_a_person_has_one() {
        var first = accounts.account().administrator();
        var second = accounts.account().administrator();
        var service = service(false, false);
        var proven = proven(subject(), null);
        service.link(first, proven);

        assertRefused(ErrorReason.IDENTITY_TAKEN, () -> service.link(second, proven));
        assertRefused(ErrorReason.IDENTITY_PRESENT, () -> service.link(first, proven(subject(), null)));
        assertRefused(ErrorReason.IDENTITY_PRESENT, () -> service.prepareLink(first, TestAccounts.PASSWORD));
    }

    @Test
    void a_verified_address_links_only_where_the_operator_wants_it() {
        var account = accounts.account();
        String address = email(account.administrator());
        var proven = proven(subject(), address.toUpperCase(java.util.Locale.ROOT));

        assertThat(service(false, false).signIn(proven, null)).isEqualTo(refused());
        assertThat(service(true, false).signIn(proven, null)).isEqualTo(signedIn(account.administrator()));
        assertThat(service(false, false).signIn(proven, null)).isEqualTo(signedIn(account.administrator()));
        assertThat(codes(account)).containsExactly("IDENTITY_LINKED", "SIGNED_IN_BY_PROVIDER", "SIGNED_IN_BY_PROVIDER");
        assertThat(sql.fetchCount(
                        OUTGOING_MAIL,
                        OUTGOING_MAIL.RECIPIENT.eq(address).and(OUTGOING_MAIL.BODY.contains("Example ID"))))
                .isOne();
    }

    @Test
    void an_address_that_is_not_verified_or_only_looks_alike_links_nobody() {
        var person = accounts.account().administrator();
        var service = service(true, false);
        String address = email(person, "kim-" + NUMBER.incrementAndGet() + "@example.com");

        assertThat(service.signIn(proven(subject(), null), null)).isEqualTo(refused());
        assertThat(service.signIn(proven(subject(), address.replace("i", "í")), null))
                .isEqualTo(refused());
        assertThat(service.signIn(proven(subject(), address.replace("k", "\u212a")), null))
                .isEqualTo(refused());
        email(person, "kím-" + NUMBER.get() + "@example.com");
        assertThat(service.signIn(proven(subject(), address), null)).isEqualTo(refused());
        assertThat(service.signIn(proven(subject(), ""), null)).isEqualTo(refused());
        assertThat(service.own(person)).isEmpty();
    }

    @Test
    void an_address_of_two_people_links_nobody_until_one_of_them_is_disabled() {
        var account = accounts.account();
        var person = account.administrator();
        var other = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        String address = email(person);
        email(other, address);
        var service = service(true, false);
        var proven = proven(subject(), address);

        assertThat(service.signIn(proven, null)).isEqualTo(refused());
        assertThat(codes(account)).containsExactly("PROVIDER_SIGN_IN_REFUSED", "PROVIDER_SIGN_IN_REFUSED");
        setDisabled(account, other, true);
        assertThat(service.signIn(proven, null)).isEqualTo(signedIn(person));
    }

    @Test
    void a_second_sign_in_of_the_provider_with_the_same_address_is_refused() {
        var account = accounts.account();
        String address = email(account.administrator());
        var service = service(true, false);
        service.signIn(proven(subject(), address), null);

        assertThat(service.signIn(proven(subject(), address), null)).isEqualTo(refused());
        assertThat(codes(account)).endsWith("PROVIDER_SIGN_IN_REFUSED");
    }

    @Test
    void the_disabled_are_refused_like_the_unknown_and_back_once_they_are_enabled() {
        var account = accounts.account();
        var person = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        String address = email(person);
        var service = service(true, false);
        var linked = proven(subject(), null);
        service.link(person, linked);
        setDisabled(account, person, true);

        assertThat(service.signIn(linked, null)).isEqualTo(refused());
        assertThat(service.signIn(proven(subject(), address), null)).isEqualTo(refused());
        assertNotAllowed(() -> service.link(person, proven(subject(), null)));
        setDisabled(account, person, false);
        assertThat(service.signIn(linked, null)).isEqualTo(signedIn(person));
        assertThat(codes(account))
                .containsExactly("IDENTITY_LINKED", "PROVIDER_SIGN_IN_REFUSED", "SIGNED_IN_BY_PROVIDER");
    }

    @Test
    void of_first_sign_ins_at_once_one_links_and_all_sign_in() throws Exception {
        var account = accounts.account();
        String address = email(account.administrator());
        var service = service(true, false);
        var proven = proven(subject(), address);

        var results = Threads.race(8, i -> () -> service.signIn(proven, null));

        assertThat(results).containsOnly(signedIn(account.administrator()));
        assertThat(codes(account)).filteredOn("IDENTITY_LINKED"::equals).hasSize(1);
        assertThat(sql.fetchCount(USER_IDENTITY, USER_IDENTITY.SUBJECT.eq(proven.subject())))
                .isOne();
    }

    @Test
    void of_two_people_who_link_the_same_sign_in_at_once_one_gets_it() throws Exception {
        var people =
                List.of(accounts.account().administrator(), accounts.account().administrator());
        var service = service(false, false);
        var proven = proven(subject(), null);

        var results = Threads.race(2, i -> () -> {
            try {
                service.link(people.get(i), proven);
                return "linked";
            } catch (PortalException refusal) {
                return refusal.reason().name();
            }
        });

        assertThat(results).containsExactlyInAnyOrder("linked", "IDENTITY_TAKEN");
    }

    @Test
    void a_name_that_is_locked_for_passwords_signs_in_here_and_stays_locked() {
        var person = accounts.account().administrator();
        var service = service(false, false);
        var proven = proven(subject(), null);
        service.link(person, proven);
        var until = clock.instant().plus(Duration.ofMinutes(15));
        sql.update(APP_USER)
                .set(APP_USER.LOCKED_UNTIL, until)
                .where(APP_USER.APP_USER_ID.eq(id(person)))
                .execute();

        assertThat(service.signIn(proven, null)).isEqualTo(signedIn(person));
        assertThat(sql.select(APP_USER.LOCKED_UNTIL)
                        .from(APP_USER)
                        .where(APP_USER.APP_USER_ID.eq(id(person)))
                        .fetchSingle(APP_USER.LOCKED_UNTIL))
                .isEqualTo(until);
    }

    @Test
    void the_second_step_is_asked_for_where_the_operator_wants_it_and_there_is_one() {
        var account = accounts.account();
        var person = account.administrator();
        var proven = proven(subject(), null);
        service(false, false).link(person, proven);
        assertThat(service(false, true).signIn(proven, null)).isEqualTo(signedIn(person));

        var enrolment = factorService.enrol(person);
        factorService.confirm(
                person,
                enrolment,
                TestAccounts.PASSWORD,
                Totp.code(Base32.decode(enrolment.secret()), Totp.step(clock.instant())),
                null);

        assertThat(service(false, true).signIn(proven, null))
                .isEqualTo(new IdentitySignIn.SecondStepNeeded(id(person), person.name()));
        assertThat(service(false, false).signIn(proven, null)).isEqualTo(signedIn(person));
        assertThat(codes(account)).containsExactly("IDENTITY_LINKED", "SIGNED_IN_BY_PROVIDER", "SIGNED_IN_BY_PROVIDER");
    }

    @Test
    void an_address_that_was_refused_often_waits_to_the_second() {
        var service = service(false, false);
        var person = accounts.account().administrator();
        var linked = proven(subject(), null);
        service.link(person, linked);
        String from = "203.0.113.90";
        for (int i = 0; i < IdentityService.REFUSED_PER_ADDRESS; i++) {
            assertThat(service.signIn(proven(subject(), null), from)).isEqualTo(refused());
        }

        clock.advance(IdentityService.ADDRESS_WINDOW.minusSeconds(1));
        assertThat(service.signIn(linked, from)).isEqualTo(new IdentitySignIn.Throttled(Duration.ofSeconds(1)));
        assertThat(service.signIn(linked, "203.0.113.91")).isEqualTo(signedIn(person));
        clock.advance(Duration.ofSeconds(1));
        assertThat(service.signIn(linked, from)).isEqualTo(signedIn(person));
    }

    @Test
    void unlinking_ends_the_sessions_it_began_and_no_others() {
        var person = accounts.account().administrator();
        var service = service(false, false);
        service.link(person, proven(subject(), null));
        var here = sessions.start(id(person), SignInMethod.OIDC, null, null);
        var elsewhere = sessions.start(id(person), SignInMethod.OIDC, null, null);
        var withCode = sessions.start(id(person), SignInMethod.OIDC_CODE, null, null);
        var byPassword = sessions.start(id(person), SignInMethod.PASSWORD, null, null);

        service.unlink(person, service.own(person).getFirst().id(), TestAccounts.PASSWORD, here);

        assertThat(sessions.alive(List.of(here, elsewhere, withCode, byPassword)))
                .containsExactlyInAnyOrder(here, byPassword);
    }

    @Test
    void who_manages_all_of_somebodys_accounts_sees_and_unlinks_and_nobody_else_does() {
        var account = accounts.account();
        var stranger = accounts.account();
        var person = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        var service = service(false, false);
        service.link(person, proven(subject(), null));
        var id = service.own(person).getFirst().id();
        var session = sessions.start(id(person), SignInMethod.OIDC, null, null);

        assertUnknown(() -> service.unlink(stranger.administrator(), id, TestAccounts.PASSWORD, null));
        assertUnknown(() -> service.unlink(person, new UserIdentityId(Long.MAX_VALUE), TestAccounts.PASSWORD, null));
        assertUnknown(() -> service.of(stranger.administrator(), stranger.id(), id(person)));
        assertUnknown(() -> service.unlink(stranger.administrator(), stranger.id(), id(person), id));
        assertNotAllowed(() -> service.of(person, account.id(), id(person)));
        assertUnknown(() -> service.unlink(stranger.administrator(), account.id(), id(person), id));
        assertUnknown(() -> service.unlink(account.administrator(), account.id(), id(account.administrator()), id));

        assertThat(service.of(account.administrator(), account.id(), id(person)))
                .extracting(IdentityItem::id)
                .containsExactly(id);
        service.unlink(account.administrator(), account.id(), id(person), id);
        assertThat(service.own(person)).isEmpty();
        assertThat(sessions.use(session)).isFalse();
        assertThat(codes(account)).containsExactly("IDENTITY_LINKED", "IDENTITY_UNLINKED");
    }
}
