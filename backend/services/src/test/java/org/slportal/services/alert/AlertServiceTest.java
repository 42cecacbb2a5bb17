package org.slportal.services.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.AlertId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.event.EventCode;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class AlertServiceTest {

    private static final PageQuery<AlertSort> PAGE = PageQuery.first(50, AlertSort.SEVERITY);

    @Autowired
    TestAccounts accounts;

    @Autowired
    AlertService alerts;

    @Autowired
    DuplicateAlerts duplicates;

    @Autowired
    Transactions transactions;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    private void raise(TestAccounts.Account account, @Nullable VirtualAccountId pool, AlertCode code) {
        clock.advance(Duration.ofSeconds(1));
        sql.insertInto(ALERT)
                .set(ALERT.SMART_ACCOUNT_ID, account.id())
                .set(ALERT.VIRTUAL_ACCOUNT_ID, pool)
                .set(ALERT.CODE, code.name())
                .set(ALERT.SEVERITY, code.severity().name())
                .set(ALERT.OPEN_KEY, code + ":" + account.id() + ":" + pool)
                .set(ALERT.RAISED_AT, clock.instant())
                .execute();
    }

    @Test
    void the_urgent_come_first_and_pages_and_counts_agree() {
        var account = accounts.account();
        raise(account, account.pool(), AlertCode.SYNC_DEADLINE_30);
        raise(account, account.pool(), AlertCode.SYNC_OVERDUE);
        raise(account, null, AlertCode.AGREEMENT_PENDING);
        var actor = account.administrator();

        assertThat(alerts.list(actor, account.id(), null, null, PAGE))
                .extracting(AlertListItem::severity)
                .containsExactly(Severity.MAJOR, Severity.MAJOR, Severity.MINOR);
        assertThat(alerts.list(actor, account.id(), null, null, new PageQuery<>(1, 1, AlertSort.RAISED_AT, true)))
                .extracting(AlertListItem::code)
                .containsExactly(AlertCode.SYNC_OVERDUE);
        assertThat(alerts.list(actor, account.id(), account.pool(), Severity.MAJOR, PAGE))
                .extracting(AlertListItem::code)
                .containsExactly(AlertCode.SYNC_OVERDUE);
        assertThat(alerts.count(actor, account.id(), null, Severity.MINOR)).isEqualTo(1);
        assertThat(alerts.counts(actor, account.id())).isEqualTo(new AlertCounts(2, 1, 0));
    }

    @Test
    void a_shortage_that_ends_and_comes_back_is_a_new_alert() {
        var account = accounts.account();
        var shortages = new ShortageAlerts(sql, clock);
        var license = accounts.license("C9300 Network Advantage");

        shortages.raise(account.id(), account.pool(), license, 2);
        shortages.raise(account.id(), account.pool(), license, 5);
        assertThat(shortages.open(account.pool())).containsExactly(java.util.Map.entry(license, 5));
        shortages.clear(account.pool(), license);
        assertThat(alerts.count(account.administrator(), account.id(), null, null))
                .isZero();
        shortages.raise(account.id(), account.pool(), license, 1);
        assertThat(alerts.count(account.administrator(), account.id(), null, null))
                .isEqualTo(1);
        assertThat(sql.fetchCount(ALERT, ALERT.SMART_ACCOUNT_ID.eq(account.id())))
                .isEqualTo(2);
        shortages.clear(account.pool(), license);
    }

    @Test
    void somebody_of_one_virtual_account_sees_its_alerts_only() {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        var viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, own);
        raise(account, own, AlertCode.SYNC_OVERDUE);
        raise(account, account.pool(), AlertCode.SYNC_OVERDUE);
        raise(account, null, AlertCode.AGREEMENT_PENDING);

        assertThat(alerts.list(viewer, account.id(), null, null, PAGE))
                .extracting(AlertListItem::virtualAccountId)
                .containsExactly(own);
        assertThat(alerts.counts(viewer, account.id())).isEqualTo(new AlertCounts(1, 0, 0));
        assertUnknown(() -> alerts.list(viewer, account.id(), account.pool(), null, PAGE));
    }

    @Test
    void the_alerts_of_a_foreign_account_read_like_those_of_one_that_never_was() {
        var account = accounts.account();
        var foreign = accounts.account();
        var actor = foreign.administrator();
        raise(account, account.pool(), AlertCode.SYNC_OVERDUE);

        for (SmartAccountId id : List.of(account.id(), new SmartAccountId(Long.MAX_VALUE))) {
            assertUnknown(() -> alerts.list(actor, id, null, null, PAGE));
            assertUnknown(() -> alerts.count(actor, id, account.pool(), null));
            assertUnknown(() -> alerts.counts(actor, id));
        }
        assertThat(alerts.list(actor, foreign.id(), account.pool(), null, PAGE)).isEmpty();
    }

    @Test
    void a_second_find_of_the_same_duplicate_opens_nothing_and_tells_nothing() throws Exception {
        var account = accounts.account();
        Threads.race(8, i -> () -> {
            duplicate(account, "PID:C3850,SN:FOC1");
            return i;
        });
        duplicate(account, "PID:C3850,SN:FOC2");

        assertThat(alerts.list(account.administrator(), account.id(), null, null, PAGE))
                .extracting(AlertListItem::code, AlertListItem::subject)
                .containsExactlyInAnyOrder(
                        tuple(AlertCode.DUPLICATE_LICENSES, "PID:C3850,SN:FOC1"),
                        tuple(AlertCode.DUPLICATE_LICENSES, "PID:C3850,SN:FOC2"));
        assertThat(events(account, EventCode.DUPLICATE_LICENSES_FOUND)).isEqualTo(2);
    }

    @Test
    void an_alert_dismissed_by_several_at_once_is_closed_and_told_once_and_may_come_back() throws Exception {
        var account = accounts.account();
        duplicate(account, "T0000000001");
        AlertId alert = only(account);

        Threads.race(6, i -> () -> {
            alerts.dismiss(account.administrator(), alert);
            return i;
        });

        assertThat(alerts.counts(account.administrator(), account.id()).total()).isZero();
        assertThat(events(account, EventCode.ALERT_DISMISSED)).isEqualTo(1);
        duplicate(account, "T0000000001");
        assertThat(only(account)).isNotEqualTo(alert);
    }

    @Test
    void a_shortage_cannot_be_dismissed_and_a_viewer_dismisses_nothing() {
        var account = accounts.account();
        raise(account, account.pool(), AlertCode.INSUFFICIENT_LICENSES);
        AlertId shortage = only(account);
        assertRefused(ErrorReason.ALERT_NOT_DISMISSIBLE, () -> alerts.dismiss(account.administrator(), shortage));

        var other = accounts.account();
        duplicate(other, "T0000000002");
        AlertId alert = only(other);
        var viewer = accounts.actor(other, Role.VIRTUAL_ACCOUNT_VIEWER, other.pool());
        assertNotAllowed(() -> alerts.dismiss(viewer, alert));
        var stranger = accounts.actor(other, Role.VIRTUAL_ACCOUNT_USER, accounts.pool(other, "Elsewhere"));
        assertUnknown(() -> alerts.dismiss(stranger, alert));
        assertThat(only(other)).isEqualTo(alert);
    }

    @Test
    void a_foreign_alert_is_dismissed_like_one_that_never_was() {
        var account = accounts.account();
        var foreign = accounts.account();
        duplicate(account, "T0000000003");

        for (AlertId id : List.of(only(account), new AlertId(Long.MAX_VALUE))) {
            assertUnknown(() -> alerts.dismiss(foreign.administrator(), id));
        }
        assertThat(alerts.counts(account.administrator(), account.id()).minor()).isEqualTo(1);
    }

    @Test
    void an_alert_sleeps_until_its_very_moment_and_is_back_then_by_itself() {
        var account = accounts.account();
        raise(account, account.pool(), AlertCode.INSUFFICIENT_LICENSES);
        AlertId alert = only(account);
        Instant until = clock.instant().plus(Duration.ofDays(7));

        assertThat(alerts.snooze(account.administrator(), List.of(alert), until))
                .isEqualTo(1);

        assertThat(alerts.counts(account.administrator(), account.id())).isEqualTo(AlertCounts.NONE);
        assertThat(listed(account, AlertState.OPEN)).isEmpty();
        assertThat(listed(account, AlertState.SNOOZED))
                .extracting(AlertListItem::awakeAt, AlertListItem::snoozedBy)
                .containsExactly(tuple(until, account.userName()));
        assertThat(events(account, EventCode.ALERT_SNOOZED)).isEqualTo(1);
        clock.set(until.minus(Duration.ofNanos(1_000)));
        assertThat(listed(account, AlertState.OPEN)).isEmpty();
        clock.set(until);
        assertThat(only(account)).isEqualTo(alert);
        assertThat(listed(account, AlertState.SNOOZED)).isEmpty();
        assertThat(alerts.counts(account.administrator(), account.id()).major()).isEqualTo(1);
    }

    @Test
    void a_shortage_that_grows_wakes_and_one_that_shrinks_does_not() {
        var account = accounts.account();
        var shortages = new ShortageAlerts(sql, clock);
        var license = accounts.license("C9300 Network Advantage");
        shortages.raise(account.id(), account.pool(), license, 2);
        alerts.snooze(
                account.administrator(), List.of(only(account)), clock.instant().plus(Duration.ofDays(7)));

        shortages.raise(account.id(), account.pool(), license, 1);
        shortages.raise(account.id(), account.pool(), license, 1);
        assertThat(listed(account, AlertState.OPEN)).isEmpty();
        shortages.raise(account.id(), account.pool(), license, 2);
        assertThat(listed(account, AlertState.OPEN)).hasSize(1);
        assertThat(listed(account, AlertState.SNOOZED)).isEmpty();
        shortages.clear(account.pool(), license);
    }

    @Test
    void an_alert_sleeps_neither_backwards_nor_for_ever() {
        var account = accounts.account();
        raise(account, account.pool(), AlertCode.INSUFFICIENT_LICENSES);
        List<AlertId> alert = List.of(only(account));
        Instant now = clock.instant();

        for (Instant until : List.of(now, now.plus(Duration.ofDays(366)).plusSeconds(1))) {
            assertRefused(ErrorReason.ALERT_SNOOZE_TIME, () -> alerts.snooze(account.administrator(), alert, until));
        }
        assertThat(alerts.snooze(account.administrator(), alert, now.plus(Duration.ofDays(366))))
                .isEqualTo(1);
        assertThat(alerts.wake(account.administrator(), alert)).isEqualTo(1);
        assertThat(alerts.wake(account.administrator(), alert)).isZero();
        assertThat(only(account)).isEqualTo(alert.getFirst());
        assertThat(events(account, EventCode.ALERT_WOKEN)).isEqualTo(1);
    }

    @Test
    void several_are_dismissed_together_or_not_at_all() {
        var account = accounts.account();
        duplicate(account, "T0000000011");
        duplicate(account, "T0000000012");
        List<AlertId> both =
                listed(account, AlertState.OPEN).stream().map(AlertListItem::id).toList();
        raise(account, account.pool(), AlertCode.INSUFFICIENT_LICENSES);
        List<AlertId> three =
                listed(account, AlertState.OPEN).stream().map(AlertListItem::id).toList();

        assertRefused(ErrorReason.ALERT_NOT_DISMISSIBLE, () -> alerts.dismiss(account.administrator(), three));
        assertThat(listed(account, AlertState.OPEN)).hasSize(3);
        assertThat(alerts.dismiss(account.administrator(), both)).isEqualTo(2);

        assertThat(listed(account, AlertState.CLEARED))
                .extracting(AlertListItem::dismissedBy)
                .containsExactly(account.userName(), account.userName());
        assertThat(alerts.dismiss(account.administrator(), both)).isZero();
        assertThat(events(account, EventCode.ALERT_DISMISSED)).isEqualTo(2);
        assertRefused(
                ErrorReason.ALERTS_TOO_MANY,
                () -> alerts.dismiss(
                        account.administrator(),
                        java.util.stream.LongStream.rangeClosed(1, 201)
                                .mapToObj(AlertId::new)
                                .toList()));
    }

    @Test
    void a_foreign_alert_among_ones_own_stops_all_and_a_viewer_lets_nothing_sleep() {
        var account = accounts.account();
        var foreign = accounts.account();
        duplicate(account, "T0000000021");
        duplicate(foreign, "T0000000022");
        List<AlertId> mixed = List.of(only(account), only(foreign));
        Instant until = clock.instant().plus(Duration.ofDays(1));

        assertUnknown(() -> alerts.dismiss(account.administrator(), mixed));
        assertUnknown(() -> alerts.snooze(account.administrator(), mixed, until));
        assertUnknown(() -> alerts.wake(account.administrator(), mixed));
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        assertNotAllowed(() -> alerts.snooze(viewer, mixed.subList(0, 1), until));
        assertThat(listed(account, AlertState.OPEN)).hasSize(1);
        assertThat(listed(foreign, AlertState.OPEN)).hasSize(1);
    }

    @Test
    void dismissed_and_put_to_sleep_at_once_an_alert_ends_dismissed() throws Exception {
        var account = accounts.account();
        duplicate(account, "T0000000031");
        List<AlertId> alert = List.of(only(account));
        Instant until = clock.instant().plus(Duration.ofDays(1));

        Threads.race(
                8,
                i -> () -> i % 2 == 0
                        ? alerts.dismiss(account.administrator(), alert)
                        : alerts.snooze(account.administrator(), alert, until));

        assertThat(listed(account, AlertState.CLEARED)).hasSize(1);
        assertThat(events(account, EventCode.ALERT_DISMISSED)).isEqualTo(1);
    }

    @Test
    void a_list_is_limited_by_kind_and_by_part_of_a_name() {
        var account = accounts.account();
        duplicate(account, "PID:C3850,SN:FOC123");
        duplicate(account, "T0000000041");
        raise(account, null, AlertCode.AGREEMENT_PENDING);

        assertThat(alerts.list(account.administrator(), account.id(), filter(null, "foc12"), PAGE))
                .extracting(AlertListItem::subject)
                .containsExactly("PID:C3850,SN:FOC123");
        assertThat(alerts.list(account.administrator(), account.id(), filter(AlertCode.AGREEMENT_PENDING, ""), PAGE))
                .hasSize(1);
        assertThat(alerts.count(account.administrator(), account.id(), filter(AlertCode.DUPLICATE_LICENSES, "default"))
                        .rows())
                .isEqualTo(2);
        assertThat(alerts.count(account.administrator(), account.id(), filter(null, "50%"))
                        .rows())
                .isZero();
    }

    @Test
    void counts_of_several_virtual_accounts_come_at_once_and_only_of_those_one_sees() {
        var account = accounts.account();
        var quiet = accounts.pool(account, "Quiet");
        var loud = accounts.pool(account, "Loud");
        raise(account, loud, AlertCode.INSUFFICIENT_LICENSES);
        raise(account, loud, AlertCode.PI_FAILED_TO_CONNECT);
        raise(account, account.pool(), AlertCode.PI_FAILED_TO_CONNECT);

        assertThat(alerts.counts(account.administrator(), account.id(), List.of(account.pool(), quiet, loud)))
                .containsOnly(
                        java.util.Map.entry(account.pool(), new AlertCounts(0, 1, 0)),
                        java.util.Map.entry(loud, new AlertCounts(1, 1, 0)));
        assertThat(alerts.counts(account.administrator(), account.id(), loud)).isEqualTo(new AlertCounts(1, 1, 0));
        assertThat(alerts.counts(account.administrator(), account.id(), List.of()))
                .isEmpty();
        var viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, quiet);
        assertUnknown(() -> alerts.counts(viewer, account.id(), List.of(quiet, loud)));
        assertThat(alerts.counts(viewer, account.id())).isEqualTo(AlertCounts.NONE);
        var foreign = accounts.account();
        assertThat(alerts.counts(foreign.administrator(), foreign.id(), List.of(loud)))
                .isEmpty();
    }

    @Test
    void nobody_counts_past_the_limit() {
        var account = accounts.account();
        var insert = sql.insertInto(
                ALERT,
                ALERT.SMART_ACCOUNT_ID,
                ALERT.VIRTUAL_ACCOUNT_ID,
                ALERT.CODE,
                ALERT.SEVERITY,
                ALERT.OPEN_KEY,
                ALERT.RAISED_AT);
        for (int i = 0; i < AlertCounts.LIMIT + 50; i++) {
            insert = insert.values(
                    account.id(),
                    account.pool(),
                    AlertCode.DUPLICATE_LICENSES.name(),
                    Severity.MINOR.name(),
                    "many:" + account.id() + ":" + i,
                    clock.instant());
        }
        insert.execute();

        assertThat(alerts.counts(account.administrator(), account.id()))
                .isEqualTo(new AlertCounts(0, AlertCounts.LIMIT + 1, 0));
    }

    private List<AlertListItem> listed(TestAccounts.Account account, AlertState state) {
        return alerts.list(
                account.administrator(),
                account.id(),
                new AlertFilter(state, null, null, null, ""),
                PageQuery.first(50, state == AlertState.CLEARED ? AlertSort.CLEARED_AT : AlertSort.SEVERITY));
    }

    private static AlertFilter filter(@Nullable AlertCode code, String text) {
        return new AlertFilter(AlertState.OPEN, null, null, code, text);
    }

    private void duplicate(TestAccounts.Account account, String subject) {
        transactions.run(() -> duplicates.raise(account.administrator(), account.id(), account.pool(), subject));
    }

    private AlertId only(TestAccounts.Account account) {
        List<AlertListItem> open = alerts.list(account.administrator(), account.id(), null, null, PAGE);
        assertThat(open).hasSize(1);
        return open.getFirst().id();
    }

    private int events(TestAccounts.Account account, EventCode code) {
        return sql.fetchCount(EVENT, EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq(code.name())));
    }
}
