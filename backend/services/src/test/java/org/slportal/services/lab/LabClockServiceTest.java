package org.slportal.services.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.LAB_CLOCK;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.pki.CertificateAuthority;
import org.slportal.services.access.Actor;
import org.slportal.services.client.ApiClientService;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.Refusals;
import org.slportal.services.testing.ServicesTestApplication;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.user.SignInResult;
import org.slportal.services.user.SignInService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = ServicesTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "portal.lab=true")
@ContextConfiguration(initializers = LabDatabase.class)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabClockServiceTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    LabClockService lab;

    @Autowired
    LabClock labClock;

    @Autowired
    LabClockRecord record;

    @Autowired
    InstantSource portalTime;

    @Autowired
    RealTime realTime;

    @Autowired
    MovableClock real;

    @Autowired
    CertificateAuthority authority;

    @Autowired
    ApiClientService clients;

    @Autowired
    SignInService signIn;

    @Autowired
    DSLContext sql;

    private TestAccounts.Account account;

    @BeforeEach
    void begin() {
        account = accounts.account();
    }

    private int version() {
        return lab.now().version();
    }

    private int events(SmartAccountId of, EventCode code, String actor) {
        return sql.fetchCount(
                EVENT,
                EVENT.SMART_ACCOUNT_ID.eq(of).and(EVENT.CODE.eq(code.name())).and(EVENT.ACTOR_NAME.eq(actor)));
    }

    @Test
    void moving_it_moves_the_portals_time_and_not_the_worlds() {
        Instant before = portalTime.instant();
        Instant world = realTime.instant();

        lab.advance(account.administrator(), Duration.ofDays(90), version());

        assertThat(portalTime.instant()).isEqualTo(before.plus(Duration.ofDays(90)));
        assertThat(realTime.instant()).isEqualTo(world);
        assertThat(lab.now().isMoved()).isTrue();
        assertThat(lab.now().ahead()).isGreaterThanOrEqualTo(Duration.ofDays(90));
    }

    @Test
    void it_runs_fast_and_normal_again_without_a_jump() {
        Instant before = portalTime.instant();

        lab.run(account.administrator(), 3_600, version());
        assertThat(portalTime.instant()).isEqualTo(before);
        real.advance(Duration.ofSeconds(2));
        assertThat(portalTime.instant()).isEqualTo(before.plus(Duration.ofHours(2)));

        lab.run(account.administrator(), 1, version());
        real.advance(Duration.ofSeconds(2));
        assertThat(portalTime.instant())
                .isEqualTo(before.plus(Duration.ofHours(2)).plusSeconds(2));
    }

    @Test
    void it_never_goes_back_and_the_refusal_says_why() {
        PortalException refusal =
                Refusals.refusal(() -> lab.advance(account.administrator(), Duration.ofSeconds(-1), version()));

        assertThat(refusal.reason()).isEqualTo(ErrorReason.LAB_CLOCK_BACKWARDS);
        assertThat(refusal.getMessage()).contains("certificates and ledger");
        assertRefused(ErrorReason.LAB_CLOCK_BACKWARDS, () -> lab.run(account.administrator(), -1, version()));
    }

    @Test
    void a_move_is_a_second_at_least_and_five_years_at_most() {
        assertRefused(
                ErrorReason.LAB_CLOCK_MOVE,
                () -> lab.advance(account.administrator(), Duration.ofMillis(999), version()));
        assertRefused(
                ErrorReason.LAB_CLOCK_MOVE,
                () -> lab.advance(account.administrator(), LabClockService.MAX_MOVE.plusSeconds(1), version()));
        assertRefused(ErrorReason.LAB_CLOCK_SPEED, () -> lab.run(account.administrator(), 0, version()));
        assertRefused(
                ErrorReason.LAB_CLOCK_SPEED, () -> lab.run(account.administrator(), LabTime.MAX_SPEED + 1, version()));
        lab.advance(account.administrator(), Duration.ofSeconds(1), version());
        lab.run(account.administrator(), LabTime.MAX_SPEED, version());
        lab.run(account.administrator(), 1, version());
    }

    @Test
    void only_an_administrator_of_a_smart_account_moves_it() {
        for (Role role : List.of(Role.SMART_ACCOUNT_USER, Role.SMART_ACCOUNT_VIEWER, Role.SMART_ACCOUNT_APPROVER)) {
            Actor actor = accounts.actor(account, role, null);
            assertNotAllowed(() -> lab.advance(actor, Duration.ofDays(1), version()));
            assertNotAllowed(() -> lab.run(actor, 60, version()));
            assertNotAllowed(() -> lab.read(actor));
            assertThat(lab.mayOperate(actor)).isFalse();
        }
        Actor ofOnePool = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account.pool());
        assertNotAllowed(() -> lab.advance(ofOnePool, Duration.ofDays(1), version()));
        assertThat(lab.mayOperate(account.administrator())).isTrue();
    }

    @Test
    void every_account_reads_of_it_and_only_the_operators_own_reads_who_it_was() {
        var other = accounts.account();

        lab.advance(account.administrator(), Duration.ofHours(1), version());
        lab.run(account.administrator(), 60, version());
        lab.run(account.administrator(), 1, version());

        String operator = account.administrator().name();
        assertThat(events(account.id(), EventCode.LAB_CLOCK_ADVANCED, operator)).isEqualTo(1);
        assertThat(events(account.id(), EventCode.LAB_CLOCK_SPEED, operator)).isEqualTo(2);
        assertThat(events(other.id(), EventCode.LAB_CLOCK_ADVANCED, operator)).isZero();
        assertThat(events(other.id(), EventCode.LAB_CLOCK_ADVANCED, "lab clock"))
                .isEqualTo(1);
    }

    @Test
    void of_two_who_looked_at_the_same_clock_one_moves_it_and_the_other_is_told() throws Exception {
        int seen = version();
        Instant before = portalTime.instant();

        List<Boolean> moved = Threads.race(2, i -> (Callable<Boolean>) () -> {
            try {
                lab.advance(account.administrator(), Duration.ofDays(30), seen);
                return true;
            } catch (PortalException stale) {
                assertThat(stale.kind()).isEqualTo(PortalException.Kind.STALE);
                return false;
            }
        });

        assertThat(moved).containsExactlyInAnyOrder(true, false);
        assertThat(portalTime.instant()).isEqualTo(before.plus(Duration.ofDays(30)));
    }

    @Test
    void a_restart_and_another_node_keep_it() {
        lab.advance(account.administrator(), Duration.ofDays(7), version());

        LabClock afterRestart = new LabClock(realTime, record.read());
        assertThat(afterRestart.instant()).isEqualTo(portalTime.instant());

        sql.update(LAB_CLOCK)
                .set(LAB_CLOCK.LAB_BASE, portalTime.instant().plus(Duration.ofDays(1)))
                .set(LAB_CLOCK.REAL_BASE, realTime.instant())
                .set(LAB_CLOCK.VERSION, LAB_CLOCK.VERSION.plus(1))
                .execute();
        Instant here = labClock.instant();
        lab.follow();
        assertThat(labClock.instant()).isEqualTo(here.plus(Duration.ofDays(1)));
    }

    /** Last: afterwards no time is left for the others. */
    @Test
    @Order(Integer.MAX_VALUE)
    void it_stops_before_the_root_certificate_ends() {
        Instant end = authority.rootCertificate().getNotAfter().toInstant();

        PortalException refusal = Refusals.refusal(() -> {
            for (int i = 0; i < 20; i++) {
                lab.advance(account.administrator(), LabClockService.MAX_MOVE, version());
            }
        });

        assertThat(refusal.reason()).isEqualTo(ErrorReason.LAB_CLOCK_END);
        assertThat(Duration.between(portalTime.instant(), end)).isGreaterThan(Duration.ofDays(2 * 365));
    }

    @Test
    void a_move_locks_nobody_out() {
        var client = clients.create(account.administrator(), "script");
        String token =
                clients.issue(client.key(), client.secret(), null).orElseThrow().token();
        for (int i = 0; i < 5; i++) {
            signIn.signIn(account.userName(), "wrong", "192.0.2.1");
        }

        lab.advance(account.administrator(), Duration.ofDays(30), version());

        assertThat(clients.authenticate(token, null)).isPresent();
        assertThat(signIn.signIn(account.userName(), TestAccounts.PASSWORD, "192.0.2.1"))
                .as("a lock is a lock in real time too")
                .isInstanceOf(SignInResult.Locked.class);
        real.advance(Duration.ofMinutes(15));
        assertThat(signIn.signIn(account.userName(), TestAccounts.PASSWORD, "192.0.2.1"))
                .isInstanceOf(SignInResult.SignedIn.class);
        real.advance(Duration.ofHours(1));
        assertThat(clients.authenticate(token, null)).isEmpty();
    }
}
