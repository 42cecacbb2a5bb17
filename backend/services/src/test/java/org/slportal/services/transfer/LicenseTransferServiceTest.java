package org.slportal.services.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.inventory.NewOwnedLicenses;
import org.slportal.services.inventory.OwnedLicenseService;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class LicenseTransferServiceTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final LocalDate SOON = LocalDate.of(2027, 6, 30);
    private static final LocalDate LATER = LocalDate.of(2029, 6, 30);

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    LicenseTransferService transfers;

    @Autowired
    OwnedLicenseService owned;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    DSLContext sql;

    private TransferLine line(int quantity, Precedence precedence) {
        return new TransferLine(accounts.license(LICENSE), null, null, quantity, precedence);
    }

    private List<TransferLine> some(int quantity) {
        return List.of(line(quantity, Precedence.EARLIEST_END_FIRST));
    }

    private void add(
            TestAccounts.Account account,
            int quantity,
            LicenseTerm term,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends) {
        owned.add(
                account.administrator(),
                account.pool(),
                new NewOwnedLicenses(accounts.license(LICENSE), quantity, term, starts, ends, null, "4711", ""));
    }

    private int owned(VirtualAccountId pool) {
        Integer figure = sql.select(LICENSE_POOL.OWNED)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL
                        .VIRTUAL_ACCOUNT_ID
                        .eq(pool)
                        .and(LICENSE_POOL.LICENSE_ID.eq(accounts.license(LICENSE))))
                .fetchOne(LICENSE_POOL.OWNED);
        return figure == null ? 0 : figure;
    }

    private int lot(VirtualAccountId pool, @Nullable LocalDate ends) {
        Integer figure = sql.select(LICENSE_LOT.QUANTITY)
                .from(LICENSE_LOT)
                .where(LICENSE_LOT.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_LOT.ENDS_ON.isNotDistinctFrom(ends)))
                .fetchOne(LICENSE_LOT.QUANTITY);
        return figure == null ? 0 : figure;
    }

    private void assertLedgerAgrees() {
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void licences_leave_one_pool_and_arrive_in_the_other_in_two_ledger_rows() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 5);

        transfers.transfer(account.administrator(), new TransferRequest("first", account.pool(), branch, some(2)));

        assertThat(owned(account.pool())).isEqualTo(3);
        assertThat(owned(branch)).isEqualTo(2);
        assertThat(sql.select(LICENSE_TRANSACTION.QUANTITY, LICENSE_TRANSACTION.COUNTERPART_VIRTUAL_ACCOUNT_ID)
                        .from(LICENSE_TRANSACTION)
                        .where(LICENSE_TRANSACTION
                                .SMART_ACCOUNT_ID
                                .eq(account.id())
                                .and(LICENSE_TRANSACTION.SOURCE.eq(TransactionSource.TRANSFER)))
                        .orderBy(LICENSE_TRANSACTION.QUANTITY)
                        .fetch(row -> row.value1() + " " + row.value2()))
                .containsExactly("-2 " + branch, "2 " + account.pool());
        assertThat(sql.fetchCount(
                        org.slportal.db.jooq.Tables.EVENT,
                        org.slportal.db.jooq.Tables.EVENT
                                .SMART_ACCOUNT_ID
                                .eq(account.id())
                                .and(org.slportal.db.jooq.Tables.EVENT.CODE.in(
                                        EventCode.LICENSES_TRANSFERRED_OUT.name(),
                                        EventCode.LICENSES_TRANSFERRED_IN.name()))))
                .isEqualTo(2);
        assertLedgerAgrees();
    }

    @Test
    void the_same_request_again_moves_nothing_more_and_for_something_else_is_refused() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 5);
        var request = new TransferRequest("again", account.pool(), branch, some(2));

        assertThat(transfers.transfer(account.administrator(), request)).isEqualTo(2);
        assertThat(transfers.transfer(account.administrator(), request)).isEqualTo(2);

        assertThat(owned(branch)).isEqualTo(2);
        assertRefused(
                ErrorReason.CONVERSION_REQUEST_REUSED,
                () -> transfers.transfer(
                        account.administrator(), new TransferRequest("again", account.pool(), branch, some(3))));
    }

    @Test
    void without_a_chosen_lot_the_precedence_decides_which_go() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        var admin = account.administrator();
        add(account, 2, LicenseTerm.TERM, null, SOON);
        add(account, 2, LicenseTerm.TERM, null, LATER);
        accounts.own(account, account.pool(), LICENSE, 2);

        transfers.transfer(admin, new TransferRequest("a", account.pool(), branch, some(3)));
        assertThat(lot(branch, SOON)).isEqualTo(2);
        assertThat(lot(branch, LATER)).isEqualTo(1);

        transfers.transfer(
                admin,
                new TransferRequest("b", branch, account.pool(), List.of(line(1, Precedence.LONGEST_TERM_FIRST))));
        assertThat(lot(branch, LATER)).isZero();
        transfers.transfer(
                admin,
                new TransferRequest("c", account.pool(), branch, List.of(line(2, Precedence.LONGEST_TERM_FIRST))));
        assertThat(lot(branch, null)).isEqualTo(2);
        assertLedgerAgrees();
    }

    @Test
    void what_is_still_to_begin_may_be_chosen_and_counts_nowhere_yet() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        var admin = account.administrator();
        add(account, 4, LicenseTerm.TERM, LocalDate.of(2028, 1, 1), LATER);
        var lot = transfers.movable(admin, account.pool(), null, "", 0, 10).getFirst();
        assertThat(lot.begun()).isFalse();

        var preview = transfers.preview(admin, account.pool(), branch, List.of(TransferLine.of(lot, 3)));
        assertThat(preview.source().changes()).isEmpty();
        transfers.transfer(admin, new TransferRequest("f", account.pool(), branch, List.of(TransferLine.of(lot, 3))));

        assertThat(owned(branch)).isZero();
        assertThat(lot(branch, LATER)).isEqualTo(3);
        assertLedgerAgrees();
    }

    @Test
    void licences_in_use_may_move_and_the_preview_names_who_falls_out_of_compliance() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 3);
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 2));

        var preview = transfers.preview(account.administrator(), account.pool(), branch, some(2));

        assertThat(preview.source().changes()).hasSize(1);
        var change = preview.source().changes().getFirst();
        assertThat(change.before().balance()).isEqualTo(1);
        assertThat(change.after().balance()).isEqualTo(-1);
        assertThat(preview.source().fallingOut().count()).isEqualTo(1);
        assertThat(preview.source().fallingOut().named()).hasSize(1);
        assertThat(preview.target().changes().getFirst().after().owned()).isEqualTo(2);
        assertThat(owned(branch)).isZero();

        transfers.transfer(account.administrator(), new TransferRequest("u", account.pool(), branch, some(2)));
        assertLedgerAgrees();
    }

    @Test
    void no_more_than_is_there_can_move() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 3);
        var admin = account.administrator();

        assertRefused(
                ErrorReason.TRANSFER_NOT_FREE,
                () -> transfers.transfer(admin, new TransferRequest("m", account.pool(), branch, some(4))));
        assertRefused(
                ErrorReason.TRANSFER_QUANTITY,
                () -> transfers.transfer(admin, new TransferRequest("m", account.pool(), branch, some(0))));
        assertRefused(
                ErrorReason.TRANSFER_EMPTY,
                () -> transfers.transfer(admin, new TransferRequest("m", account.pool(), branch, List.of())));
        assertRefused(
                ErrorReason.TRANSFER_SAME_ACCOUNT,
                () -> transfers.transfer(admin, new TransferRequest("m", account.pool(), account.pool(), some(1))));
        assertThat(owned(account.pool())).isEqualTo(3);
    }

    @Test
    void a_foreign_virtual_account_is_unknown_on_either_side() {
        var account = accounts.account();
        var foreign = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 3);
        accounts.own(foreign, foreign.pool(), LICENSE, 3);
        var admin = account.administrator();
        var nowhere = new VirtualAccountId(Long.MAX_VALUE);

        for (VirtualAccountId other : List.of(foreign.pool(), nowhere)) {
            assertUnknown(() -> transfers.transfer(admin, new TransferRequest("x", account.pool(), other, some(1))));
            assertUnknown(() -> transfers.transfer(admin, new TransferRequest("x", other, account.pool(), some(1))));
            assertUnknown(() -> transfers.preview(admin, account.pool(), other, some(1)));
            assertUnknown(() -> transfers.movable(admin, other, null, "", 0, 10));
            assertUnknown(() -> transfers.countMovable(admin, other, null, ""));
        }
        // A lot of somebody else is no lot of this pool.
        var theirs = transfers
                .movable(foreign.administrator(), foreign.pool(), null, "", 0, 1)
                .getFirst();
        var branch = accounts.pool(account, "Branch");
        assertRefused(
                ErrorReason.TRANSFER_NOT_FREE,
                () -> transfers.transfer(
                        admin, new TransferRequest("x", account.pool(), branch, List.of(TransferLine.of(theirs, 1)))));
    }

    @Test
    void whoever_manages_only_one_side_moves_nothing() {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 3);
        var oneSide = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, account.pool());
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);

        assertUnknown(() -> transfers.transfer(oneSide, new TransferRequest("o", account.pool(), branch, some(1))));
        assertNotAllowed(() -> transfers.transfer(viewer, new TransferRequest("v", account.pool(), branch, some(1))));
        assertNotAllowed(() -> transfers.preview(viewer, account.pool(), branch, some(1)));
    }

    @Test
    void many_transfers_at_once_and_in_both_directions_lose_and_make_nothing() throws Exception {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 5);
        accounts.own(account, branch, LICENSE, 5);

        var outcomes = Threads.race(12, i -> () -> {
            var from = i % 2 == 0 ? account.pool() : branch;
            var to = i % 2 == 0 ? branch : account.pool();
            try {
                return transfers.transfer(account.administrator(), new TransferRequest("race-" + i, from, to, some(3)));
            } catch (PortalException e) {
                assertThat(e.reason()).isEqualTo(ErrorReason.TRANSFER_NOT_FREE);
                return 0;
            }
        });

        assertThat(outcomes).contains(3);
        assertThat(owned(account.pool()) + owned(branch)).isEqualTo(10);
        assertLedgerAgrees();
    }

    @Test
    void a_request_sent_by_many_at_once_moves_once() throws Exception {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        accounts.own(account, account.pool(), LICENSE, 50);
        var request = new TransferRequest("one", account.pool(), branch, some(4));

        assertThat(Threads.race(8, i -> () -> transfers.transfer(account.administrator(), request)))
                .containsOnly(4);
        assertThat(owned(branch)).isEqualTo(4);
        assertLedgerAgrees();
    }
}
