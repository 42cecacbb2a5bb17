package org.slportal.services.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.inventory.TransactionSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ActivityServiceTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final PageQuery<TransactionSort> NEWEST = new PageQuery<>(0, 50, TransactionSort.TIME, false);

    @Autowired
    TestAccounts accounts;

    @Autowired
    ActivityService activity;

    private List<Integer> quantities(TestAccounts.Account account, ActivityFilter filter) {
        return activity.transactions(account.administrator(), account.id(), filter, NEWEST).stream()
                .map(row -> row.transaction().quantity())
                .toList();
    }

    @Test
    void pages_entered_behind_the_last_row_read_give_every_row_once_also_where_times_are_equal() {
        var account = accounts.account();
        for (int i = 1; i <= 7; i++) {
            accounts.own(account, account.pool(), LICENSE, i);
        }

        for (boolean ascending : List.of(true, false)) {
            List<Integer> read = new ArrayList<>();
            Long after = null;
            List<ActivityItem> page;
            do {
                page = activity.transactions(
                        account.administrator(),
                        account.id(),
                        ActivityFilter.ALL,
                        new PageQuery<>(0, 2, TransactionSort.TIME, ascending, after));
                page.forEach(row -> read.add(row.transaction().quantity()));
                after = page.isEmpty()
                        ? null
                        : page.getLast().transaction().id().value();
            } while (!page.isEmpty());

            assertThat(read)
                    .containsExactlyElementsOf(ascending ? List.of(1, 2, 3, 4, 5, 6, 7) : List.of(7, 6, 5, 4, 3, 2, 1));
        }
    }

    @Test
    void rows_are_narrowed_by_period_source_licence_and_virtual_account() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 3);
        accounts.own(account, branch, LICENSE, 4);
        Instant recorded = activity.transactions(account.administrator(), account.id(), ActivityFilter.ALL, NEWEST)
                .getFirst()
                .transaction()
                .recordedAt();

        assertThat(quantities(account, new ActivityFilter(null, null, TransactionSource.ORDER, null, null)))
                .containsExactly(4, 3);
        assertThat(quantities(account, new ActivityFilter(null, null, TransactionSource.TRANSFER, null, null)))
                .isEmpty();
        assertThat(quantities(account, new ActivityFilter(null, null, null, accounts.license(LICENSE), branch)))
                .containsExactly(4);
        assertThat(quantities(account, new ActivityFilter(recorded, null, null, null, null)))
                .contains(4);
        assertThat(quantities(account, new ActivityFilter(recorded.plusNanos(1_000), null, null, null, null)))
                .isEmpty();
        assertThat(quantities(account, new ActivityFilter(null, recorded, null, null, null)))
                .doesNotContain(4);
    }

    @Test
    void who_is_limited_to_a_virtual_account_reads_its_rows_only() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 3);
        accounts.own(account, branch, LICENSE, 4);
        var viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, branch);

        assertThat(activity.transactions(viewer, account.id(), ActivityFilter.ALL, NEWEST))
                .extracting(ActivityItem::virtualAccount)
                .containsExactly("Branch");
        assertThat(activity.count(viewer, account.id(), ActivityFilter.ALL).rows())
                .isEqualTo(1);
        var other = new ActivityFilter(null, null, null, null, account.pool());
        assertUnknown(() -> activity.transactions(viewer, account.id(), other, NEWEST));
    }

    @Test
    void a_foreign_account_reads_like_one_that_never_was() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 3);
        var foreign = accounts.account();
        long row = activity.transactions(account.administrator(), account.id(), ActivityFilter.ALL, NEWEST)
                .getFirst()
                .transaction()
                .id()
                .value();

        for (SmartAccountId id : List.of(account.id(), new SmartAccountId(Long.MAX_VALUE))) {
            assertUnknown(() -> activity.transactions(foreign.administrator(), id, ActivityFilter.ALL, NEWEST));
            assertUnknown(() -> activity.count(foreign.administrator(), id, ActivityFilter.ALL));
            assertUnknown(() -> activity.licenses(foreign.administrator(), id, "", 0, 10));
        }
        assertThat(quantities(foreign, new ActivityFilter(null, null, null, null, account.pool())))
                .isEmpty();
        // A place in a foreign ledger opens nothing of it.
        assertThat(activity.transactions(
                        foreign.administrator(),
                        foreign.id(),
                        ActivityFilter.ALL,
                        new PageQuery<>(0, 50, TransactionSort.TIME, true, row - 1)))
                .isEmpty();
    }
}
