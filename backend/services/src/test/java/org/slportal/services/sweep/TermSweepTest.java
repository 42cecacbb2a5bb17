package org.slportal.services.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.alert.Severity;
import org.slportal.services.inventory.InventoryService;
import org.slportal.services.inventory.NewOwnedLicenses;
import org.slportal.services.inventory.OwnedLicenseService;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class TermSweepTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final LocalDate LAST = LocalDate.of(2027, 6, 30);

    @Autowired
    TestAccounts accounts;

    @Autowired
    OwnedLicenseService owned;

    @Autowired
    TermSweep sweep;

    @Autowired
    AlertService alerts;

    @Autowired
    InventoryService inventory;

    @Autowired
    UpcomingService upcoming;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private void add(TestAccounts.Account account, int quantity, @Nullable LocalDate starts, LocalDate ends) {
        owned.add(
                account.administrator(),
                account.pool(),
                new NewOwnedLicenses(
                        accounts.license(LICENSE), quantity, LicenseTerm.TERM, starts, ends, null, "4711", ""));
    }

    private int run(TestAccounts.Account account, Instant at) {
        clock.set(at);
        return sweep.sweep(account.id(), new SweepTime(at, Instant.EPOCH));
    }

    private int run(TestAccounts.Account account, LocalDate day) {
        return run(account, day.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private int figure(TestAccounts.Account account) {
        return sql.select(LICENSE_POOL.OWNED)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(account.pool()))
                .fetchSingle(LICENSE_POOL.OWNED);
    }

    private List<AlertListItem> open(TestAccounts.Account account) {
        return alerts.list(account.administrator(), account.id(), null, null, PageQuery.first(50, AlertSort.SEVERITY));
    }

    private void assertLedgerAgrees() {
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void licences_are_owned_to_the_last_second_of_their_last_day_and_not_a_second_longer() {
        var account = accounts.account();
        add(account, 5, null, LAST);
        Instant midnight = LAST.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);

        run(account, midnight.minusSeconds(1));
        assertThat(figure(account)).isEqualTo(5);

        run(account, midnight);
        assertThat(figure(account)).isZero();
        assertThat(open(account))
                .extracting(AlertListItem::code, AlertListItem::quantity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(AlertCode.LICENSES_EXPIRED, 5));
        assertThat(run(account, midnight)).isZero();
        assertLedgerAgrees();
    }

    @Test
    void licences_count_from_the_first_second_of_their_first_day() {
        var account = accounts.account();
        LocalDate first = LocalDate.of(2027, 3, 1);
        add(account, 5, first, LocalDate.of(2029, 6, 30));
        Instant midnight = first.atStartOfDay().toInstant(ZoneOffset.UTC);

        run(account, midnight.minusSeconds(1));
        assertThat(figure(account)).isZero();
        run(account, midnight);
        assertThat(figure(account)).isEqualTo(5);
        assertLedgerAgrees();
    }

    @Test
    void what_began_and_ended_while_nobody_looked_leaves_nothing() {
        var account = accounts.account();
        add(account, 5, LocalDate.of(2027, 3, 1), LAST);

        run(account, LAST.plusDays(40));

        assertThat(figure(account)).isZero();
        assertLedgerAgrees();
    }

    @Test
    void what_is_reserved_stays_past_its_last_day() {
        var account = accounts.account();
        add(account, 5, null, LAST);
        // As the reservation of a device leaves it.
        reserved(account, 2);

        run(account, LAST.minusDays(2));
        run(account, LAST.plusDays(1));

        assertThat(figure(account)).isEqualTo(2);
        assertThat(open(account)).extracting(AlertListItem::code).containsExactly(AlertCode.LICENSES_EXPIRED);
        // As its return leaves it.
        reserved(account, 0);
        assertLedgerAgrees();
    }

    private void reserved(TestAccounts.Account account, int quantity) {
        sql.update(LICENSE_LOT)
                .set(LICENSE_LOT.RESERVED, quantity)
                .where(LICENSE_LOT.VIRTUAL_ACCOUNT_ID.eq(account.pool()))
                .execute();
        sql.update(LICENSE_POOL)
                .set(LICENSE_POOL.RESERVED, quantity)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(account.pool()))
                .execute();
    }

    @Test
    void it_is_told_ninety_days_before_and_becomes_minor_thirty_days_before() {
        var account = accounts.account();
        add(account, 5, null, LAST);

        run(account, LAST.minusDays(91));
        assertThat(open(account)).isEmpty();
        run(account, LAST.minusDays(90));
        assertThat(open(account)).extracting(AlertListItem::severity).containsExactly(Severity.INFO);
        run(account, LAST.minusDays(31));
        assertThat(open(account)).extracting(AlertListItem::severity).containsExactly(Severity.INFO);
        run(account, LAST.minusDays(30));
        assertThat(open(account)).extracting(AlertListItem::severity).containsExactly(Severity.MINOR);
        assertThat(run(account, LAST.minusDays(30))).isZero();
    }

    @Test
    void a_dismissed_notice_comes_back_at_the_next_milestone() {
        var account = accounts.account();
        add(account, 5, null, LAST);
        run(account, LAST.minusDays(14));
        alerts.dismiss(account.administrator(), open(account).getFirst().id());

        run(account, LAST.minusDays(8));
        assertThat(open(account)).isEmpty();
        run(account, LAST.minusDays(7));
        assertThat(open(account)).hasSize(1);
    }

    @Test
    void the_notice_follows_what_is_owned() {
        var account = accounts.account();
        add(account, 5, null, LAST);
        run(account, LAST.minusDays(10));
        var lot = sql.select(LICENSE_LOT.LICENSE_LOT_ID)
                .from(LICENSE_LOT)
                .where(LICENSE_LOT.VIRTUAL_ACCOUNT_ID.eq(account.pool()))
                .fetchSingle(LICENSE_LOT.LICENSE_LOT_ID);

        owned.takeOff(account.administrator(), lot, 2, "moved");
        run(account, LAST.minusDays(10));
        assertThat(open(account)).extracting(AlertListItem::quantity).containsExactly(3);

        owned.takeOff(account.administrator(), lot, 3, "moved");
        run(account, LAST.minusDays(10));
        assertThat(open(account)).isEmpty();
    }

    @Test
    void an_expiry_is_upcoming_until_it_is_over() {
        var account = accounts.account();
        add(account, 5, null, LAST);
        PageQuery<UpcomingSort> first = PageQuery.first(50, UpcomingSort.TIME);
        var admin = account.administrator();

        assertThat(upcoming.list(admin, account.id(), first))
                .filteredOn(item -> item.kind() == UpcomingKind.LICENSE_END)
                .containsExactly(new UpcomingItem(
                        LAST,
                        UpcomingKind.LICENSE_END,
                        5,
                        LAST.plusDays(1).atStartOfDay().minusSeconds(1).toInstant(ZoneOffset.UTC)));
        assertThat(inventory.figures(admin, account.pool()).expiringIn90Days()).isZero();
        clock.set(LAST.minusDays(90).atStartOfDay().toInstant(ZoneOffset.UTC));
        assertThat(inventory.figures(admin, account.pool()).expiringIn90Days()).isEqualTo(5);
    }

    @Test
    void two_sweeps_at_once_take_licences_off_once() throws Exception {
        var account = accounts.account();
        add(account, 5, null, LAST);
        clock.set(LAST.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        SweepTime time = new SweepTime(clock.instant(), Instant.EPOCH);

        Threads.race(6, i -> () -> sweep.sweep(account.id(), time));

        assertThat(figure(account)).isZero();
        assertThat(open(account)).extracting(AlertListItem::quantity).containsExactly(5);
        assertLedgerAgrees();
    }
}
