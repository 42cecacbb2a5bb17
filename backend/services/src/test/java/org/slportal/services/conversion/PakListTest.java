package org.slportal.services.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

/** The PAK list where there are more PAKs than anybody reads. */
@DatabaseTest
class PakListTest {

    private static final int MANY = BoundedCount.LIMIT + 50;
    private static int series = 1;

    @Autowired
    TestAccounts accounts;

    @Autowired
    PakService paks;

    @Autowired
    DSLContext sql;

    /** @return the first characters that their numbers, and nobody else's, have in common */
    private String many(TestAccounts.Account account, int number) {
        String prefix = "L%03d".formatted(series++);
        sql.execute("""
                INSERT INTO pak (smart_account_id, virtual_account_id, pak_number, family, order_number, order_date,
                                 status, available, created_at)
                SELECT ?, ?, CONCAT(?, LPAD((seq * 7919) %% 1000003, 7, '0')), 'Test', 500000 + seq %% 977,
                       '2020-01-01' + INTERVAL seq %% 700 DAY, IF(seq %% 3 = 0, 'FULFILLED', 'UNFULFILLED'), 1, NOW(6)
                FROM seq_1_to_%d""".formatted(number), account.id().value(), account.pool().value(), prefix);
        // Fulfilled ones have no lines here: what devices would hold of them is another test's matter.
        sql.execute("""
                INSERT INTO pak_line (pak_id, line_number, sku_id, ordered)
                SELECT pak_id, 1, (SELECT sku_id FROM sku WHERE code = IF(k.pak_id % 2, 'C9300-NW-A-24', 'C1-ISE-PLS-T')), 1
                FROM pak k WHERE k.smart_account_id = ? AND k.pak_number LIKE ? AND k.status = 'UNFULFILLED'""", account.id().value(), prefix + "%");
        return prefix;
    }

    private List<PakListItem> page(
            TestAccounts.Account account,
            int offset,
            PakSort sort,
            boolean ascending,
            String text,
            @Nullable PakStatus status) {
        return paks.list(
                account.administrator(),
                account.id(),
                new PageQuery<>(offset, 100, sort, ascending),
                new PakFilter(text, status));
    }

    @ParameterizedTest
    @EnumSource(PakSort.class)
    void pages_follow_one_another_in_order_with_and_without_a_filter(PakSort sort) {
        var account = accounts.account();
        String prefix = many(account, 3_000);
        for (String text : List.of("", prefix, "nw-a")) {
            for (PakStatus status : new PakStatus[] {null, PakStatus.FULFILLED}) {
                List<PakListItem> pages = new ArrayList<>();
                for (int offset = 0; offset < 3_000; offset += 100) {
                    pages.addAll(page(account, offset, sort, false, text, status));
                }
                assertThat(pages).extracting(PakListItem::id).doesNotHaveDuplicates();
                assertThat(pages).isSortedAccordingTo(order(sort).reversed()).hasSize((int)
                        paks.count(account.administrator(), account.id(), new PakFilter(text, status)));
                if (!pages.isEmpty()) {
                    assertThat(page(account, 0, sort, true, text, status).getFirst())
                            .isEqualTo(pages.getLast());
                }
            }
        }
    }

    private static Comparator<PakListItem> order(PakSort sort) {
        return switch (sort) {
            case NUMBER -> Comparator.comparing(PakListItem::number);
            case ORDER_NUMBER -> Comparator.comparing(PakListItem::orderNumber);
            case ORDER_DATE -> Comparator.comparing(PakListItem::orderDate);
            case STATUS -> Comparator.comparing(item -> item.status().displayName());
        };
    }

    @Test
    void nobody_counts_further_than_anybody_reads() {
        var account = accounts.account();
        many(account, MANY);

        assertThat(paks.countBounded(account.administrator(), account.id(), PakFilter.ALL))
                .isEqualTo(new BoundedCount(BoundedCount.LIMIT, false));
        assertThat(paks.countBounded(account.administrator(), account.id(), new PakFilter("ise-pls", null)))
                .isEqualTo(new BoundedCount(
                        sql.fetchCount(
                                PAK_LINE.join(PAK)
                                        .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                                        .join(SKU)
                                        .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID)),
                                PAK.SMART_ACCOUNT_ID.eq(account.id()).and(SKU.CODE.eq("C1-ISE-PLS-T"))),
                        true));
        assertThat(paks.count(account.administrator(), account.id(), PakFilter.ALL))
                .isEqualTo(MANY);
        assertThat(page(account, MANY - 10, PakSort.ORDER_DATE, true, "", null)).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(PakSort.class)
    void a_search_that_finds_more_than_are_sorted_at_once_gives_the_same_pages_near_and_far(PakSort sort) {
        var account = accounts.account();
        String prefix = many(account, MANY);
        for (int offset : List.of(0, 1_000, MANY - 50)) {
            for (PakStatus status : new PakStatus[] {null, PakStatus.UNFULFILLED}) {
                assertThat(page(account, offset, sort, false, prefix, status))
                        .isEqualTo(page(account, offset, sort, false, "", status));
            }
        }
        var other = accounts.pak(account, account.pool(), "C9300-NW-A-24", 1, 0, null);
        assertThat(page(account, 0, sort, true, prefix, null))
                .hasSize(100)
                .extracting(PakListItem::number)
                .allMatch(number -> number.startsWith(prefix));
        assertThat(other).isNotNull();
    }

    @Test
    void numbers_are_found_by_how_they_begin_and_signs_mean_themselves() {
        var account = accounts.account();
        String prefix = many(account, 20);
        String number =
                page(account, 0, PakSort.NUMBER, true, "", null).getFirst().number();

        assertThat(page(account, 0, PakSort.NUMBER, true, prefix.toLowerCase(java.util.Locale.ROOT), null))
                .hasSize(20);
        assertThat(page(account, 0, PakSort.NUMBER, true, number.substring(0, 9), null))
                .extracting(PakListItem::number)
                .contains(number)
                .allMatch(found -> found.startsWith(number.substring(0, 9)));
        assertThat(page(account, 0, PakSort.NUMBER, true, number.substring(3), null))
                .isEmpty();
        for (String sign : List.of("%", "_", "!", "\\", "'")) {
            assertThat(page(account, 0, PakSort.NUMBER, true, sign, null)).isEmpty();
        }
    }

    @Test
    void somebody_limited_to_a_virtual_account_and_a_foreign_account_see_theirs_only() {
        var account = accounts.account();
        String prefix = many(account, 3_000);
        var other = accounts.pool(account, "Other");
        var own = accounts.pak(account, other, "C9300-NW-A-24", 1, 0, null);
        var limited = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, other);

        for (String text : List.of("", "nw-a")) {
            assertThat(paks.list(
                            limited, account.id(), PageQuery.first(10, PakSort.ORDER_DATE), new PakFilter(text, null)))
                    .extracting(PakListItem::id)
                    .containsExactly(sql.select(PAK_LINE.PAK_ID)
                            .from(PAK_LINE)
                            .where(PAK_LINE.PAK_LINE_ID.eq(own))
                            .fetchSingle(PAK_LINE.PAK_ID));
        }
        assertThat(paks.list(limited, account.id(), PageQuery.first(10, PakSort.NUMBER), new PakFilter(prefix, null)))
                .isEmpty();
        var foreign = accounts.account();
        assertThat(page(foreign, 0, PakSort.NUMBER, true, prefix, null)).isEmpty();
        assertThat(sql.fetchCount(PAK, PAK.SMART_ACCOUNT_ID.eq(foreign.id()))).isZero();
    }
}
