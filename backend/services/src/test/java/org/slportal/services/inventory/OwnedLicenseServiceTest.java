package org.slportal.services.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class OwnedLicenseServiceTest {

    private static final String LICENSE = "C9300 Network Advantage";
    /** The tests' clock stands on this day. */
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 31);

    @Autowired
    TestAccounts accounts;

    @Autowired
    OwnedLicenseService owned;

    @Autowired
    InventoryService inventory;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    DSLContext sql;

    private NewOwnedLicenses some(LicenseTerm term, @Nullable LocalDate starts, @Nullable LocalDate ends) {
        return new NewOwnedLicenses(accounts.license(LICENSE), 5, term, starts, ends, null, "4711", "");
    }

    private LicenseListItem row(TestAccounts.Account account) {
        return inventory.license(account.administrator(), account.pool(), accounts.license(LICENSE));
    }

    private LicenseLotId lot(VirtualAccountId pool) {
        return sql.select(LICENSE_LOT.LICENSE_LOT_ID)
                .from(LICENSE_LOT)
                .where(LICENSE_LOT.VIRTUAL_ACCOUNT_ID.eq(pool))
                .fetchSingle(LICENSE_LOT.LICENSE_LOT_ID);
    }

    @Test
    void licences_of_an_order_are_owned_at_once_and_the_ledger_names_the_order() {
        var account = accounts.account();
        owned.add(account.administrator(), account.pool(), some(LicenseTerm.PERPETUAL, null, null));

        assertThat(row(account).owned()).isEqualTo(5);
        assertThat(row(account).billing()).isEqualTo(Billing.PREPAID);
        assertThat(inventory.transactions(
                        account.administrator(), account.pool(), null, PageQuery.first(5, TransactionSort.TIME)))
                .extracting(TransactionItem::origin)
                .containsExactly("4711");
    }

    @Test
    void a_usage_licence_is_billed_by_usage() {
        var account = accounts.account();
        owned.add(account.administrator(), account.pool(), some(LicenseTerm.USAGE, null, null));

        assertThat(row(account).billing()).isEqualTo(Billing.USAGE);
    }

    @Test
    void terms_that_contradict_themselves_are_refused() {
        var account = accounts.account();
        var admin = account.administrator();
        var pool = account.pool();

        assertRefused(
                ErrorReason.OWNED_TERM_NEEDS_END, () -> owned.add(admin, pool, some(LicenseTerm.TERM, null, null)));
        assertRefused(
                ErrorReason.OWNED_PERPETUAL_HAS_END,
                () -> owned.add(admin, pool, some(LicenseTerm.PERPETUAL, null, TODAY.plusDays(1))));
        assertRefused(
                ErrorReason.OWNED_ENDS_BEFORE_START,
                () -> owned.add(admin, pool, some(LicenseTerm.TERM, TODAY.plusDays(2), TODAY.plusDays(1))));
        assertRefused(
                ErrorReason.OWNED_ENDED,
                () -> owned.add(admin, pool, some(LicenseTerm.TERM, null, TODAY.minusDays(1))));
        assertRefused(
                ErrorReason.OWNED_SUBSCRIPTION_MISSING,
                () -> owned.add(admin, pool, some(LicenseTerm.SUBSCRIPTION, null, TODAY.plusDays(9))));
        owned.add(admin, pool, some(LicenseTerm.DEMO, null, TODAY));
        assertThat(row(account).expiringQuantity()).isEqualTo(5);
    }

    @Test
    void by_hand_a_reason_is_needed() {
        var account = accounts.account();
        assertRefused(
                ErrorReason.REQUIRED,
                () -> owned.add(
                        account.administrator(),
                        account.pool(),
                        new NewOwnedLicenses(
                                accounts.license(LICENSE), 1, LicenseTerm.PERPETUAL, null, null, null, "", " ")));
    }

    @Test
    void what_was_added_can_be_taken_off_and_what_is_reserved_cannot() {
        var account = accounts.account();
        var admin = account.administrator();
        owned.add(admin, account.pool(), some(LicenseTerm.PERPETUAL, null, null));
        var lot = lot(account.pool());
        sql.update(LICENSE_LOT)
                .set(LICENSE_LOT.RESERVED, 2)
                .where(LICENSE_LOT.LICENSE_LOT_ID.eq(lot))
                .execute();

        assertRefused(ErrorReason.OWNED_NOT_BY_HAND, () -> owned.takeOff(admin, lot, 4, "too many"));
        sql.update(LICENSE_LOT)
                .set(LICENSE_LOT.RESERVED, 0)
                .where(LICENSE_LOT.LICENSE_LOT_ID.eq(lot))
                .execute();
        owned.takeOff(admin, lot, 4, "mistyped");

        assertThat(row(account).owned()).isEqualTo(1);
        assertRefused(ErrorReason.REQUIRED, () -> owned.takeOff(admin, lot, 1, ""));
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void two_who_take_off_the_same_licences_do_not_both_get_them() throws Exception {
        var account = accounts.account();
        owned.add(account.administrator(), account.pool(), some(LicenseTerm.PERPETUAL, null, null));
        var lot = lot(account.pool());

        var outcomes = Threads.race(8, i -> () -> {
            try {
                owned.takeOff(account.administrator(), lot, 5, "race");
                return "taken";
            } catch (PortalException e) {
                return e.reason().name();
            }
        });

        assertThat(outcomes).filteredOn("taken"::equals).hasSize(1);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void only_rights_over_the_whole_account_make_licences_and_foreign_ones_are_unknown() {
        var account = accounts.account();
        var other = accounts.account();
        owned.add(account.administrator(), account.pool(), some(LicenseTerm.PERPETUAL, null, null));
        var lot = lot(account.pool());
        var ofPool = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account.pool());
        var added = some(LicenseTerm.PERPETUAL, null, null);

        assertNotAllowed(() -> owned.add(ofPool, account.pool(), added));
        assertNotAllowed(() -> owned.takeOff(ofPool, lot, 1, "x"));
        for (VirtualAccountId pool : List.of(account.pool(), new VirtualAccountId(Long.MAX_VALUE))) {
            assertUnknown(() -> owned.add(other.administrator(), pool, added));
        }
        for (LicenseLotId id : List.of(lot, new LicenseLotId(Long.MAX_VALUE))) {
            assertUnknown(() -> owned.takeOff(other.administrator(), id, 1, "x"));
        }
    }
}
