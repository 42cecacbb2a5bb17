package org.slportal.services.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class AlertServiceTest {

    private static final PageQuery<AlertSort> PAGE = PageQuery.first(50, AlertSort.SEVERITY);

    @Autowired
    TestAccounts accounts;

    @Autowired
    AlertService alerts;

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
}
