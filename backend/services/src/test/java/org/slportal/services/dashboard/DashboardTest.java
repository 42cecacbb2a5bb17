package org.slportal.services.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.COMPLIANCE_DAY;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.access.Actor;
import org.slportal.services.access.Reach;
import org.slportal.services.db.Transactions;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Pools;
import org.slportal.services.sweep.SweepTime;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class DashboardTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String OTHER = "C9300 Network Essentials";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    DashboardService dashboards;

    @Autowired
    ComplianceHistoryService history;

    @Autowired
    ComplianceSweep snapshots;

    @Autowired
    AccountCounts counts;

    @Autowired
    Pools pools;

    @Autowired
    Transactions transactions;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void term(TestAccounts.Account account, VirtualAccountId pool, int quantity, @Nullable LocalDate ends) {
        transactions.run(() -> {
            pools.lock(pool);
            pools.deposit(
                    Actor.system("test"),
                    account.id(),
                    pool,
                    List.of(Deposit.order(accounts.license(LICENSE), quantity, LicenseTerm.TERM, ends, "1")));
            pools.rebalance(Actor.system("test"), account.id(), pool);
        });
    }

    private void use(TestAccounts.Account account, VirtualAccountId pool, int quantity) {
        devices.authorize(devices.registered(account, pool), Map.of(LICENSE, quantity));
    }

    private int sweep(TestAccounts.Account account) {
        return snapshots.sweep(account.id(), new SweepTime(clock.instant(), Instant.EPOCH));
    }

    @Test
    void coverage_names_the_shortest_first_and_adds_up_everything() {
        TestAccounts.Account account = accounts.account();
        var seoul = accounts.pool(account, "Seoul");
        accounts.own(account, account.pool(), LICENSE, 10);
        accounts.own(account, seoul, LICENSE, 2);
        use(account, account.pool(), 4);
        use(account, seoul, 7);

        Dashboard seen = dashboards.dashboard(account.administrator(), account.id());

        assertThat(seen.coverage().shortest()).extracting(Coverage.OfPool::name).containsExactly("Seoul", "Default");
        assertThat(seen.coverage().shortest().getFirst().percent()).isEqualTo(28);
        assertThat(seen.coverage().owned()).isEqualTo(12);
        assertThat(seen.coverage().needed()).isEqualTo(11);
        assertThat(seen.coverage().shortBy()).isEqualTo(5);
        assertThat(seen.shortages().count()).isEqualTo(1);
        assertThat(seen.shortages().largest()).singleElement().satisfies(shortage -> {
            assertThat(shortage.license()).isEqualTo(LICENSE);
            assertThat(shortage.pool()).isEqualTo("Seoul");
            assertThat(shortage.shortBy()).isEqualTo(5);
        });
        assertThat(seen.counts().devices()).isEqualTo(new DeviceStates(1, 1, 0, 0, 0));
    }

    @Test
    void the_eleventh_virtual_account_counts_among_the_others() {
        TestAccounts.Account account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 5);
        for (int i = 1; i <= 11; i++) {
            accounts.own(account, accounts.pool(account, "Pool " + i), LICENSE, 1);
        }

        Coverage coverage =
                dashboards.dashboard(account.administrator(), account.id()).coverage();

        assertThat(coverage.shortest()).hasSize(10);
        assertThat(coverage.others()).isEqualTo(2);
        assertThat(coverage.owned()).isEqualTo(16);
        assertThat(coverage.ownedByOthers())
                .isEqualTo(16
                        - coverage.shortest().stream()
                                .mapToLong(Coverage.OfPool::owned)
                                .sum());
    }

    @Test
    void a_licence_that_ends_today_and_one_that_ends_in_30_days_are_in_the_first_window() {
        TestAccounts.Account account = accounts.account();
        term(account, account.pool(), 1, today().minusDays(1));
        term(account, account.pool(), 2, today());
        term(account, account.pool(), 4, today().plusDays(30));
        term(account, account.pool(), 8, today().plusDays(31));
        term(account, account.pool(), 16, today().plusDays(90));
        term(account, account.pool(), 32, today().plusDays(365));
        term(account, account.pool(), 64, today().plusDays(366));

        Expiries expiries =
                dashboards.dashboard(account.administrator(), account.id()).expiries();

        assertThat(expiries.in30Days()).isEqualTo(6);
        assertThat(expiries.in90Days()).isEqualTo(30);
        assertThat(expiries.in365Days()).isEqualTo(62);
        assertThat(expiries.next()).extracting(Expiries.Expiry::quantity).containsExactly(2, 4, 8, 16, 32);
    }

    @Test
    void conversion_progress_counts_paks_and_devices_apart() {
        TestAccounts.Account account = accounts.account();
        accounts.pak(account, account.pool(), accounts.unboundSku(), 10, 3, null);

        ConversionProgress progress = dashboards
                .dashboard(account.administrator(), account.id())
                .counts()
                .conversion();

        assertThat(progress).isEqualTo(new ConversionProgress(0, 7, 0, 3, 1));
    }

    @Test
    void somebody_limited_to_a_virtual_account_sees_its_figures_alone() {
        TestAccounts.Account account = accounts.account();
        var seoul = accounts.pool(account, "Seoul");
        accounts.own(account, account.pool(), LICENSE, 10);
        accounts.own(account, seoul, OTHER, 3);
        use(account, account.pool(), 12);
        term(account, account.pool(), 5, today().plusDays(3));
        accounts.pak(account, account.pool(), accounts.unboundSku(), 10, 0, null);
        accounts.pak(account, null, accounts.unboundSku(), 10, 0, null);
        sweep(account);
        Actor viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, seoul);

        Dashboard seen = dashboards.dashboard(viewer, account.id());

        assertThat(seen.coverage().shortest()).extracting(Coverage.OfPool::name).containsExactly("Seoul");
        assertThat(seen.coverage().owned()).isEqualTo(3);
        assertThat(seen.shortages().count()).isZero();
        assertThat(seen.expiries().in365Days()).isZero();
        assertThat(seen.counts().devices()).isEqualTo(DeviceStates.NONE);
        assertThat(seen.counts().conversion()).isEqualTo(ConversionProgress.NONE);
        assertThat(history.days(viewer, account.id(), null, null, 30))
                .singleElement()
                .satisfies(day -> {
                    assertThat(day.figures().owned()).isEqualTo(3);
                    assertThat(day.figures().devices()).isZero();
                });
        assertNotFoundOrForeign(viewer, account);
    }

    private void assertNotFoundOrForeign(Actor viewer, TestAccounts.Account account) {
        assertUnknown(() -> history.days(viewer, account.id(), account.pool(), null, 30));
    }

    @Test
    void a_foreign_account_is_unknown_and_a_role_without_sight_is_refused() {
        TestAccounts.Account account = accounts.account();
        TestAccounts.Account foreign = accounts.account();

        assertUnknown(() -> dashboards.dashboard(account.administrator(), foreign.id()));
        assertUnknown(() -> history.days(account.administrator(), foreign.id(), null, null, 30));
        assertUnknown(() -> history.days(account.administrator(), account.id(), foreign.pool(), null, 30));
        assertNotAllowed(
                () -> dashboards.dashboard(accounts.actor(account, Role.SMART_ACCOUNT_APPROVER, null), account.id()));
    }

    @Test
    void a_day_is_written_once_and_what_did_not_change_not_again() {
        TestAccounts.Account account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 10);

        assertThat(sweep(account)).isEqualTo(1);
        assertThat(sweep(account)).isZero();
        int rows = sql.fetchCount(COMPLIANCE_DAY, COMPLIANCE_DAY.SMART_ACCOUNT_ID.eq(account.id()));
        clock.advance(Duration.ofDays(1));
        assertThat(sweep(account)).isEqualTo(1);

        // Of the second day the account's own row alone: it says that somebody looked.
        assertThat(sql.fetchCount(COMPLIANCE_DAY, COMPLIANCE_DAY.SMART_ACCOUNT_ID.eq(account.id())))
                .isEqualTo(rows + 1);
        List<ComplianceDay> days = history.days(account.administrator(), account.id(), account.pool(), null, 30);
        assertThat(days).extracting(day -> day.figures().owned()).containsExactly(10L, 10L);
        assertThat(days).allMatch(ComplianceDay::observed);
    }

    @Test
    void todays_figures_are_renewed_after_an_hour_and_not_a_second_sooner() {
        TestAccounts.Account account = accounts.account();
        clock.set(Instant.parse("2027-02-02T08:00:00Z"));
        accounts.own(account, account.pool(), LICENSE, 10);
        sweep(account);
        use(account, account.pool(), 13);

        clock.advance(ComplianceSweep.EVERY.minusSeconds(1));
        sweep(account);
        assertThat(last(account).figures().shortBy()).isZero();

        clock.advance(Duration.ofSeconds(1));
        sweep(account);
        ComplianceDay.Figures now = last(account).figures();
        assertThat(now.shortBy()).isEqualTo(3);
        assertThat(now.inUse()).isEqualTo(13);
        assertThat(now.devices()).isEqualTo(1);
        assertThat(now.devicesShort()).isEqualTo(1);
        assertThat(history.days(account.administrator(), account.id(), null, accounts.license(LICENSE), 1)
                        .getLast()
                        .figures()
                        .shortBy())
                .isEqualTo(3);
    }

    private ComplianceDay last(TestAccounts.Account account) {
        return history.days(account.administrator(), account.id(), null, null, 30)
                .getLast();
    }

    @Test
    void days_the_clock_jumped_over_carry_the_last_figures_and_say_so() {
        TestAccounts.Account account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 10);
        sweep(account);
        clock.advance(Duration.ofDays(3));
        accounts.own(account, account.pool(), LICENSE, 5);
        sweep(account);

        List<ComplianceDay> days = history.days(account.administrator(), account.id(), null, null, 30);

        assertThat(days).extracting(ComplianceDay::observed).containsExactly(true, false, false, true);
        assertThat(days).extracting(day -> day.figures().owned()).containsExactly(10L, 10L, 10L, 15L);
        // A window that begins in the gap begins with what held then.
        assertThat(history.days(account.administrator(), account.id(), account.pool(), null, 2))
                .extracting(day -> day.figures().owned())
                .containsExactly(10L, 15L);
    }

    @Test
    void of_several_nodes_that_write_the_same_day_one_does() throws Exception {
        TestAccounts.Account account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 10);

        List<Integer> done = Threads.race(4, thread -> () -> sweep(account));

        assertThat(done.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        assertThat(sql.fetchCount(
                        COMPLIANCE_DAY,
                        COMPLIANCE_DAY
                                .SMART_ACCOUNT_ID
                                .eq(account.id())
                                .and(COMPLIANCE_DAY.POOL_KEY.eq(0L))
                                .and(COMPLIANCE_DAY.LICENSE_KEY.eq(0L))))
                .isEqualTo(1);
    }

    @Test
    void stored_counts_say_what_counting_on_the_spot_says() {
        TestAccounts.Account account = accounts.account();
        var seoul = accounts.pool(account, "Seoul");
        accounts.own(account, account.pool(), LICENSE, 1);
        use(account, account.pool(), 1);
        use(account, seoul, 2);
        devices.registered(account, seoul);
        accounts.pak(account, null, accounts.unboundSku(), 10, 0, null);
        accounts.pak(account, seoul, accounts.unboundSku(), 6, 2, null);
        for (int i = 0; i < 2; i++) {
            transactions.run(() -> counts.store(account.id(), clock.instant()));
            clock.advance(Duration.ofMinutes(1));
        }

        for (Reach reach : List.of(new Reach(account.id(), null), new Reach(account.id(), List.of(seoul)))) {
            Counts live = counts.of(reach);
            Counts stored = counts.stored(reach);
            assertThat(live.countedAt()).isNull();
            assertThat(stored.devices()).isEqualTo(live.devices());
            assertThat(stored.conversion()).isEqualTo(live.conversion());
            assertThat(stored.countedAt()).isEqualTo(clock.instant().minus(Duration.ofMinutes(1)));
        }
        assertThat(counts.of(new Reach(account.id(), null)).devices()).isEqualTo(new DeviceStates(1, 1, 0, 1, 0));
    }
}
