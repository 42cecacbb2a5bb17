package org.slportal.services.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.CONVERSION;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;
import org.slportal.pki.KeyAlgorithm;
import org.slportal.services.PortalProperties;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Pools;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ConversionUndoTest {

    private static final String SKU = "C9300-NW-A-24";
    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    ConversionService conversions;

    @Autowired
    ConversionHistoryService history;

    @Autowired
    ConversionUndoService undo;

    @Autowired
    ConversionAct act;

    @Autowired
    Pools pools;

    @Autowired
    EventRecorder events;

    @Autowired
    InstantSource clock;

    @Autowired
    Transactions transactions;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    DSLContext sql;

    private ConversionId convert(TestAccounts.Account account, TraditionalLineId line, int quantity) {
        var result = conversions.convert(
                account.administrator(),
                new ConvertLines(
                        UUID.randomUUID().toString(),
                        account.id(),
                        account.pool(),
                        List.of(new LineQuantity(line, quantity))));
        return ((ConversionResult.Converted) result).id();
    }

    private int owned(TestAccounts.Account account) {
        return sql.select(DSL.sum(LICENSE_POOL.OWNED))
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.SMART_ACCOUNT_ID.eq(account.id()))
                .fetchSingle()
                .value1()
                .intValueExact();
    }

    private int converted(PakLineId line) {
        return sql.select(PAK_LINE.CONVERTED)
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_LINE_ID.eq(line))
                .fetchSingle()
                .value1();
    }

    private void assertLedgerHolds() {
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void what_came_goes_back_and_can_be_converted_again() {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), SKU, 9, 0, null);
        var conversion = convert(account, line, 4);
        convert(account, line, 2);

        undo.undo(account.administrator(), conversion);

        assertThat(owned(account)).isEqualTo(2);
        assertThat(converted(line)).isEqualTo(2);
        assertThat(history.history(account.administrator(), account.id(), PageQuery.first(10, ConversionSort.TIME)))
                .extracting(item -> item.undoneAt() != null)
                .containsExactly(true, false);
        assertThat(sql.fetchCount(
                        EVENT, EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq("CONVERSION_UNDONE"))))
                .isOne();
        assertLedgerHolds();
        convert(account, line, 7);
        assertThat(owned(account)).isEqualTo(9);
        assertLedgerHolds();
    }

    @Test
    void device_licences_go_back_to_their_device() {
        var account = accounts.account();
        var device = accounts.device(account, account.pool(), "ISR4300", "ISR4331/K9");
        LegacyLicenseId license = accounts.rightToUse(device, "FL-4330-HSEC-K9", 2);
        var conversion = convert(account, license, 2);

        undo.undo(account.administrator(), conversion);

        assertThat(owned(account)).isZero();
        assertLedgerHolds();
    }

    @Test
    void nothing_is_undone_twice_also_not_at_the_same_moment() throws Exception {
        var account = accounts.account();
        var conversion = convert(account, accounts.pak(account, account.pool(), SKU, 9, 0, null), 4);
        accounts.own(account, account.pool(), LICENSE, 50);

        var told = Threads.race(6, i -> () -> {
            try {
                undo.undo(account.administrator(), conversion);
                return "undone";
            } catch (PortalException e) {
                return e.reason().name();
            }
        });

        assertThat(told).containsOnlyOnce("undone").containsOnly("undone", "UNDO_TWICE");
        assertThat(owned(account)).isEqualTo(50);
        assertLedgerHolds();
    }

    @Test
    void undoing_races_with_converting_the_same_line_and_nothing_is_lost() throws Exception {
        for (int round = 0; round < 5; round++) {
            var account = accounts.account();
            var line = accounts.pak(account, account.pool(), SKU, 4, 0, null);
            var conversion = convert(account, line, 4);

            Threads.race(4, i -> () -> {
                if (i == 0) {
                    undo.undo(account.administrator(), conversion);
                } else {
                    conversions.convert(
                            account.administrator(),
                            new ConvertLines(
                                    UUID.randomUUID().toString(),
                                    account.id(),
                                    account.pool(),
                                    List.of(new LineQuantity(line, 4))));
                }
                return i;
            });

            assertThat(owned(account)).isEqualTo(converted(line)).isIn(0, 4);
            assertLedgerHolds();
        }
    }

    @Test
    void licences_that_went_elsewhere_cannot_be_given_back() {
        var account = accounts.account();
        var conversion = convert(account, accounts.pak(account, account.pool(), SKU, 9, 0, null), 4);
        transactions.run(() -> {
            pools.lock(account.pool());
            pools.deposit(
                    Actor.system("test"),
                    account.id(),
                    account.pool(),
                    List.of(new Deposit(
                            accounts.license(LICENSE),
                            TransactionSource.MANUAL,
                            -1,
                            LicenseTerm.PERPETUAL,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            "")));
            pools.rebalance(Actor.system("test"), account.id(), account.pool());
        });

        assertRefused(ErrorReason.UNDO_NOT_OWNED, () -> undo.undo(account.administrator(), conversion));
        assertThat(owned(account)).isEqualTo(3);
        assertLedgerHolds();
    }

    @Test
    void a_pak_that_went_to_another_account_gets_nothing_back() {
        var account = accounts.account();
        var foreign = accounts.account();
        var line = accounts.pak(account, account.pool(), SKU, 9, 0, null);
        var conversion = convert(account, line, 4);
        sql.update(PAK)
                .set(PAK.SMART_ACCOUNT_ID, foreign.id())
                .set(PAK.VIRTUAL_ACCOUNT_ID, foreign.pool())
                .where(PAK.PAK_ID.eq(sql.select(PAK_LINE.PAK_ID)
                        .from(PAK_LINE)
                        .where(PAK_LINE.PAK_LINE_ID.eq(line))
                        .fetchSingle(PAK_LINE.PAK_ID)))
                .execute();

        assertRefused(ErrorReason.UNDO_REASSIGNED, () -> undo.undo(account.administrator(), conversion));
        assertThat(owned(account)).isEqualTo(4);
    }

    @Test
    void what_a_device_led_itself_stays() {
        var account = accounts.account();
        var line = accounts.pak(account, account.pool(), SKU, 9, 0, null);
        var conversion = convert(account, line, 4);
        sql.update(CONVERSION)
                .set(CONVERSION.KIND, ConversionKind.DLC)
                .where(CONVERSION.CONVERSION_ID.eq(conversion))
                .execute();

        assertRefused(ErrorReason.UNDO_KIND, () -> undo.undo(account.administrator(), conversion));
    }

    @Test
    void outside_the_lab_a_conversion_is_final() {
        var account = accounts.account();
        var conversion = convert(account, accounts.pak(account, account.pool(), SKU, 9, 0, null), 4);
        var real = new ConversionUndoService(
                sql,
                transactions,
                clock,
                act,
                pools,
                events,
                new PortalProperties(
                        Path.of("data"),
                        "127.0.0.1",
                        1,
                        2,
                        List.of(),
                        "",
                        "",
                        "",
                        false,
                        KeyAlgorithm.EC_P256,
                        Duration.ZERO));

        assertThat(real.isOffered(account.administrator(), account.id())).isFalse();
        assertRefused(ErrorReason.UNDO_LAB_ONLY, () -> real.undo(account.administrator(), conversion));
    }

    @Test
    void foreign_conversions_are_unknown_and_viewers_undo_nothing() {
        var account = accounts.account();
        var conversion = convert(account, accounts.pak(account, account.pool(), SKU, 9, 0, null), 4);

        assertUnknown(() -> undo.undo(accounts.account().administrator(), conversion));
        assertUnknown(() -> undo.undo(account.administrator(), new ConversionId(Long.MAX_VALUE)));
        assertNotAllowed(() -> undo.undo(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null), conversion));
    }
}
