package org.slportal.services.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SignInSessionId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.user.ProfileService;
import org.slportal.services.user.UserService;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class SessionServiceTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    SessionService service;

    @Autowired
    LiveSessions sessions;

    @Autowired
    UserService users;

    @Autowired
    ProfileService profiles;

    @Autowired
    MovableClock clock;

    private static UserId id(Actor actor) {
        return Objects.requireNonNull(actor.userId());
    }

    private SignInSessionId start(Actor actor) {
        return sessions.start(id(actor), SignInMethod.PASSWORD, "198.51.100.7", "Firefox/1\n");
    }

    @Test
    void a_use_is_written_once_a_minute_to_the_second() {
        var person = accounts.account().administrator();
        var session = start(person);
        var started = clock.instant();

        clock.advance(LiveSessions.BETWEEN_WRITES.minusSeconds(1));
        assertThat(sessions.use(session)).isTrue();
        assertThat(service.own(person).getFirst().lastUsedAt()).isEqualTo(started);
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.use(session)).isTrue();
        assertThat(service.own(person).getFirst().lastUsedAt()).isEqualTo(clock.instant());
        assertThat(service.own(person).getFirst().userAgent()).isEqualTo("Firefox/1 ");
    }

    @Test
    void one_ends_one_or_all_others_and_never_somebody_elses() {
        var person = accounts.account().administrator();
        var other = accounts.account().administrator();
        var here = start(person);
        var elsewhere = start(person);
        var third = start(person);

        assertUnknown(() -> service.end(other, elsewhere));
        assertUnknown(() -> service.end(other, new SignInSessionId(Long.MAX_VALUE)));
        service.end(person, elsewhere);
        assertThat(sessions.alive(List.of(here, elsewhere, third))).containsExactlyInAnyOrder(here, third);
        assertThat(service.endOthers(person, here)).isOne();
        assertThat(sessions.use(here)).isTrue();
        assertThat(sessions.use(third)).isFalse();
    }

    @Test
    void an_administrator_sees_and_ends_the_sessions_of_their_people_only() {
        var account = accounts.account();
        var person = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        var foreign = accounts.account();
        var session = start(person);
        var others = start(foreign.administrator());

        assertThat(service.of(account.administrator(), account.id(), id(person)))
                .extracting(SessionItem::id)
                .containsExactly(session);
        assertNotAllowed(() -> service.of(person, account.id(), id(account.administrator())));
        assertUnknown(() -> service.of(foreign.administrator(), account.id(), id(person)));
        assertUnknown(() -> service.of(foreign.administrator(), foreign.id(), id(person)));
        assertUnknown(() -> service.endAll(foreign.administrator(), foreign.id(), id(person)));
        assertUnknown(() -> service.end(account.administrator(), account.id(), id(person), others));
        service.end(account.administrator(), account.id(), id(person), session);
        assertThat(sessions.use(session)).isFalse();
        start(person);
        assertThat(service.endAll(account.administrator(), account.id(), id(person)))
                .isOne();
    }

    @Test
    void a_new_password_a_reset_and_a_disabled_user_end_sessions() {
        var account = accounts.account();
        var person = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        var here = start(person);
        var elsewhere = start(person);

        profiles.changePassword(person, TestAccounts.PASSWORD, "yet another password", here);
        assertThat(sessions.alive(List.of(here, elsewhere))).containsExactly(here);
        users.resetPassword(account.administrator(), account.id(), id(person), "a fresh new password");
        assertThat(sessions.use(here)).isFalse();
        var again = start(person);
        users.setDisabled(account.administrator(), account.id(), id(person), true);
        assertThat(sessions.use(again)).isFalse();
    }

    @Test
    void a_person_has_a_bounded_number_and_the_oldest_gives_way() {
        var person = accounts.account().administrator();
        var oldest = start(person);
        for (int i = 0; i < LiveSessions.MAX_PER_PERSON; i++) {
            clock.advance(Duration.ofSeconds(1));
            start(person);
        }

        assertThat(service.own(person)).hasSize(LiveSessions.MAX_PER_PERSON);
        assertThat(sessions.use(oldest)).isFalse();
    }

    @Test
    void what_is_ended_while_it_is_used_stays_ended() throws Exception {
        var person = accounts.account().administrator();
        var session = start(person);
        clock.advance(Duration.ofMinutes(2));

        Threads.race(4, i -> () -> i == 0 ? service.endOthers(person, null) > 0 : sessions.use(session));

        assertThat(sessions.use(session)).isFalse();
    }

    @Test
    void sessions_nobody_used_are_forgotten_to_the_second() {
        var person = accounts.account().administrator();
        var session = start(person);

        clock.advance(LiveSessions.FORGOTTEN_AFTER);
        sessions.purge();
        assertThat(sessions.alive(List.of(session))).containsExactly(session);
        clock.advance(Duration.ofSeconds(1));
        sessions.purge();
        assertThat(sessions.alive(List.of(session))).isEmpty();
    }
}
