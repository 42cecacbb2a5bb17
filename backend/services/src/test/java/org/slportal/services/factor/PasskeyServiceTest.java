package org.slportal.services.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.user.SignInResult;
import org.slportal.services.user.SignInService;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class PasskeyServiceTest {

    private static final PasskeyHost HOST = new PasskeyHost("localhost", "http://localhost:8080");
    private static final byte[] NO_HANDLE = {};

    @Autowired
    TestAccounts accounts;

    @Autowired
    PasskeyService service;

    @Autowired
    Passkeys passkeys;

    @Autowired
    FactorService factors;

    @Autowired
    SignInService signIn;

    @Autowired
    MovableClock clock;

    private static UserId id(Actor actor) {
        return Objects.requireNonNull(actor.userId());
    }

    private static byte[] handle(Actor actor) {
        return Passkeys.handle(id(actor));
    }

    private static String address(Actor actor) {
        return "2001:db8:1::" + id(actor);
    }

    private SoftAuthenticator registered(Actor actor) throws GeneralSecurityException {
        var authenticator = new SoftAuthenticator().counter(1);
        add(actor, authenticator);
        return authenticator.counter(2);
    }

    private List<String> add(Actor actor, SoftAuthenticator authenticator) throws GeneralSecurityException {
        PasskeyChallenge challenge = passkeys.challenge(HOST);
        service.offer(actor, challenge, "Laptop", TestAccounts.PASSWORD);
        return service.add(actor, challenge, "Laptop", authenticator.made(challenge, HOST), null);
    }

    private SignInResult passwordless(Actor actor, PasskeyChallenge challenge, String answer) {
        return signIn.passkey(challenge, answer, null, address(actor));
    }

    @Test
    void a_passkey_makes_the_password_half_of_a_sign_in_and_signs_in_as_the_other_half_or_alone() throws Exception {
        var account = accounts.account();
        var person = account.administrator();
        var authenticator = registered(person);

        assertThat(signIn.signIn(account.userName(), TestAccounts.PASSWORD, address(person)))
                .isEqualTo(new SignInResult.SecondFactorNeeded(id(person)));
        var second = passkeys.challenge(HOST);
        assertThat(signIn.passkey(
                        second,
                        authenticator.signed(second, HOST, SoftAuthenticator.PRESENT, NO_HANDLE),
                        id(person),
                        address(person)))
                .isEqualTo(new SignInResult.SignedIn(id(person)));
        var alone = passkeys.challenge(HOST);
        assertThat(passwordless(
                        person,
                        alone,
                        authenticator.counter(3).signed(alone, HOST, SoftAuthenticator.VERIFIED, handle(person))))
                .isEqualTo(new SignInResult.SignedIn(id(person)));
        assertThat(service.list(person).getFirst().lastUsedAt()).isEqualTo(clock.instant());
    }

    @Test
    void without_a_password_the_authenticator_must_have_verified_the_person_and_say_who_it_is() throws Exception {
        var person = accounts.account().administrator();
        var authenticator = registered(person);

        var present = passkeys.challenge(HOST);
        assertThat(passwordless(
                        person,
                        present,
                        authenticator.signed(present, HOST, SoftAuthenticator.PRESENT, handle(person))))
                .isEqualTo(new SignInResult.Refused());
        var nameless = passkeys.challenge(HOST);
        assertThat(passwordless(
                        person, nameless, authenticator.signed(nameless, HOST, SoftAuthenticator.VERIFIED, NO_HANDLE)))
                .isEqualTo(new SignInResult.Refused());
    }

    @Test
    void a_challenge_is_answered_once_and_within_five_minutes() throws Exception {
        var person = accounts.account().administrator();
        var authenticator = registered(person);
        var once = passkeys.challenge(HOST);
        String answer = authenticator.signed(once, HOST, SoftAuthenticator.VERIFIED, handle(person));
        assertThat(passwordless(person, once, answer)).isEqualTo(new SignInResult.SignedIn(id(person)));
        assertThat(passwordless(person, once, answer)).isEqualTo(new SignInResult.Refused());
        assertThat(passwordless(person, passkeys.challenge(HOST), answer)).isEqualTo(new SignInResult.Refused());

        var late = passkeys.challenge(HOST);
        String tooLate = authenticator.counter(3).signed(late, HOST, SoftAuthenticator.VERIFIED, handle(person));
        clock.advance(PasskeyChallenge.VALIDITY);
        assertThat(passwordless(person, late, tooLate)).isEqualTo(new SignInResult.Refused());
    }

    @Test
    void an_answer_for_another_origin_or_host_signs_nobody_in() throws Exception {
        var person = accounts.account().administrator();
        var authenticator = registered(person);
        for (PasskeyHost wrong : List.of(
                new PasskeyHost("localhost", "http://localhost:9090"),
                new PasskeyHost("portal.example.org", "http://localhost:8080"))) {
            var challenge = passkeys.challenge(HOST);
            assertThat(passwordless(
                            person,
                            challenge,
                            authenticator.signed(challenge, wrong, SoftAuthenticator.VERIFIED, handle(person))))
                    .isEqualTo(new SignInResult.Refused());
        }
    }

    @Test
    void the_counter_only_grows_unless_the_authenticator_does_not_count() throws Exception {
        var person = accounts.account().administrator();
        var copied = registered(person);
        var stale = passkeys.challenge(HOST);
        assertThat(passwordless(
                        person,
                        stale,
                        copied.counter(1).signed(stale, HOST, SoftAuthenticator.VERIFIED, handle(person))))
                .isEqualTo(new SignInResult.Refused());

        var uncounted = new SoftAuthenticator();
        add(person, uncounted);
        for (int i = 0; i < 2; i++) {
            var challenge = passkeys.challenge(HOST);
            assertThat(passwordless(
                            person,
                            challenge,
                            uncounted.signed(challenge, HOST, SoftAuthenticator.VERIFIED, handle(person))))
                    .isEqualTo(new SignInResult.SignedIn(id(person)));
        }
    }

    @Test
    void of_many_who_answer_with_the_same_counter_at_once_one_gets_in() throws Exception {
        var person = accounts.account().administrator();
        var authenticator = registered(person);

        List<SignInResult> results = Threads.race(6, i -> {
            var challenge = passkeys.challenge(HOST);
            try {
                String answer = authenticator.signed(challenge, HOST, SoftAuthenticator.VERIFIED, handle(person));
                return () -> passwordless(person, challenge, answer);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(results).filteredOn(SignInResult.SignedIn.class::isInstance).hasSize(1);
    }

    @Test
    void the_passkey_of_another_is_unknown_and_no_second_step_of_mine() throws Exception {
        var mine = accounts.account().administrator();
        var theirs = accounts.account().administrator();
        registered(mine);
        var foreign = registered(theirs);
        var key = service.list(theirs).getFirst().id();

        assertUnknown(() -> service.rename(mine, key, "Mine now"));
        assertUnknown(() -> service.remove(mine, key, TestAccounts.PASSWORD));
        var challenge = passkeys.challenge(HOST);
        assertThat(signIn.passkey(
                        challenge,
                        foreign.signed(challenge, HOST, SoftAuthenticator.VERIFIED, handle(theirs)),
                        id(mine),
                        address(mine)))
                .isEqualTo(new SignInResult.Refused());
        assertThat(service.list(theirs).getFirst().name()).isEqualTo("Laptop");
    }

    @Test
    void the_first_factor_brings_recovery_codes_and_the_last_takes_them_along() throws Exception {
        var account = accounts.account();
        var person = account.administrator();
        assertThat(add(person, new SoftAuthenticator())).hasSize(Factors.RECOVERY_CODES);
        assertThat(add(person, new SoftAuthenticator())).isEmpty();
        assertThat(factors.policy(person, account.id()).without()).isZero();
        var keys = service.list(person);
        service.rename(person, keys.getFirst().id(), " Phone ");
        assertThat(service.list(person).getFirst().name()).isEqualTo("Phone");

        factors.require(person, account.id(), true);
        service.remove(person, keys.getFirst().id(), TestAccounts.PASSWORD);
        assertRefused(
                ErrorReason.FACTOR_REQUIRED,
                () -> service.remove(person, keys.getLast().id(), TestAccounts.PASSWORD));
        factors.require(person, account.id(), false);
        service.remove(person, keys.getLast().id(), TestAccounts.PASSWORD);

        assertThat(factors.state(person).any()).isFalse();
        assertThat(factors.state(person).recoveryCodes()).isZero();
    }

    @Test
    void adding_needs_the_password_a_name_and_an_answer_to_this_challenge() throws Exception {
        var person = accounts.account().administrator();
        var authenticator = new SoftAuthenticator();
        var challenge = passkeys.challenge(HOST);
        assertRefused(ErrorReason.PASSWORD_WRONG, () -> service.offer(person, challenge, "Laptop", "not the password"));
        assertRefused(ErrorReason.REQUIRED, () -> service.offer(person, challenge, " ", TestAccounts.PASSWORD));
        String answer = authenticator.made(challenge, HOST);
        assertRefused(
                ErrorReason.PASSKEY_REFUSED,
                () -> service.add(person, passkeys.challenge(HOST), "Laptop", answer, null));
        service.add(person, challenge, "Laptop", answer, null);
        assertRefused(ErrorReason.PASSKEY_REFUSED, () -> service.add(person, challenge, "Laptop", answer, null));
        assertThat(service.list(person)).hasSize(1);
    }

    @Test
    void a_host_is_one_of_the_portals_names_reached_securely() {
        List<String> own = List.of("portal.example.org", "192.0.2.7");
        assertThat(PasskeyHost.of("https", "Portal.example.org", 8443, own))
                .contains(new PasskeyHost("portal.example.org", "https://portal.example.org:8443"));
        assertThat(PasskeyHost.of("https", "portal.example.org", 443, own))
                .contains(new PasskeyHost("portal.example.org", "https://portal.example.org"));
        assertThat(PasskeyHost.of("http", "localhost", 8080, own)).contains(HOST);
        assertThat(PasskeyHost.of("http", "portal.example.org", 8080, own)).isEmpty();
        assertThat(PasskeyHost.of("https", "192.0.2.7", 8443, own)).isEmpty();
        assertThat(PasskeyHost.of("https", "other.example.org", 8443, own)).isEmpty();
    }
}
