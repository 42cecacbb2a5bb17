package org.slportal.services.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.db.Transactions;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.springframework.beans.factory.annotation.Autowired;

/** Each test breaks one rule by hand in an account of its own, sees it found, and mends it again. */
@DatabaseTest
class LedgerCheckTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final String GENERIC = "C9500 Network Advantage";
    private static final String LOTS = "owned, pending and reserved quantity of each pool";
    private static final String MODEL = "C9500 32C NW Advantage";

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    ConversionService conversions;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    Transactions transactions;

    @Autowired
    DSLContext sql;

    private TestAccounts.Account account;
    private VirtualAccountId branch;
    private PakLineId line;
    private long pool;

    /** Licences converted from a PAK and owned otherwise, a substitution, a shortage, a token in use. */
    @BeforeEach
    void an_account_with_something_of_everything() {
        account = accounts.account();
        pool = account.pool().value();
        branch = accounts.pool(account, "Branch");
        line = accounts.pak(account, account.pool(), "C9300-NW-A-24", 10, 0, null);
        conversions.convert(
                account.administrator(),
                new ConvertLines("ledger", account.id(), account.pool(), List.of(new LineQuantity(line, 4))));
        accounts.own(account, account.pool(), GENERIC, 2);
        accounts.own(account, branch, LICENSE, 1);
        devices.authorize(devices.registered(account, account.pool()), Map.of(LICENSE, 6, MODEL, 1));
    }

    @AfterEach
    void everything_holds_again() {
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    /** Constraints stand in the way of some of it: whoever tampers with a database has switched them off. */
    private void tamper(String statement, Object... values) {
        transactions.run(() -> {
            sql.execute("SET SESSION check_constraint_checks = 0, foreign_key_checks = 0");
            try {
                assertThat(sql.execute(statement, values)).as(statement).isPositive();
            } finally {
                sql.execute("SET SESSION check_constraint_checks = 1, foreign_key_checks = 1");
            }
        });
    }

    /** @param rules how the rules begin that are broken once each, in their order */
    private void assertOnlyBroken(String... rules) {
        var broken = ledger.run().stream().filter(finding -> !finding.holds()).toList();
        assertThat(broken).hasSize(rules.length);
        for (int i = 0; i < rules.length; i++) {
            assertThat(broken.get(i).rule()).startsWith(rules[i]);
            assertThat(broken.get(i).violations()).isEqualTo(1);
            assertThat(broken.get(i).examples()).hasSize(1);
        }
    }

    private long license(String name) {
        return accounts.license(name).value();
    }

    @Test
    void what_the_portal_did_itself_holds() {
        assertThat(ledger.run()).hasSize(21).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void an_owned_quantity_changed_past_the_ledger_is_found() {
        // Balance and alert move along, so that nothing else is wrong.
        String change = "UPDATE license_pool SET owned = owned + ?, reserved = reserved + ?"
                + " WHERE virtual_account_id = ? AND license_id = ?";
        tamper(change, 1, 1, pool, license(LICENSE));
        assertOnlyBroken("owned and pending quantity of each pool", LOTS);
        tamper(change, -1, -1, pool, license(LICENSE));
    }

    @Test
    void a_lot_changed_past_the_ledger_is_found() {
        String change =
                "UPDATE license_lot SET quantity = quantity + ?" + " WHERE virtual_account_id = ? AND license_id = ?";
        tamper(change, 1, pool, license(LICENSE));
        assertOnlyBroken("quantity of each lot", LOTS);
        tamper(change, -1, pool, license(LICENSE));
    }

    @Test
    void a_ledger_row_whose_pool_is_gone_is_found() {
        var row = sql.selectFrom(LICENSE_POOL)
                .where(LICENSE_POOL
                        .VIRTUAL_ACCOUNT_ID
                        .eq(branch)
                        .and(LICENSE_POOL.LICENSE_ID.eq(accounts.license(LICENSE))))
                .fetchSingle();
        tamper("DELETE FROM license_pool WHERE virtual_account_id = ?", branch.value());
        assertOnlyBroken("every ledger row belongs to a pool");
        tamper(
                "INSERT INTO license_pool (virtual_account_id, license_id, smart_account_id, owned) VALUES (?, ?, ?, ?)",
                branch.value(),
                license(LICENSE),
                account.id().value(),
                row.getOwned());
    }

    @Test
    void an_in_use_quantity_no_device_accounts_for_is_found() {
        String change = "UPDATE license_pool SET in_use = in_use + ?, reserved = reserved - ?"
                + " WHERE virtual_account_id = ? AND license_id = ?";
        tamper(change, 1, 1, pool, license(LICENSE));
        assertOnlyBroken(LOTS, "in-use quantity of each pool");
        tamper(change, -1, -1, pool, license(LICENSE));
    }

    @Test
    void consumption_in_another_virtual_account_than_its_device_is_found() {
        String move = "UPDATE product_instance SET virtual_account_id = ? WHERE virtual_account_id = ?";
        tamper("DELETE FROM consumption WHERE virtual_account_id = ? AND license_id = ?", pool, license(MODEL));
        tamper(
                "INSERT INTO consumption SELECT product_instance_id, ?, ?, 1 FROM product_instance"
                        + " WHERE virtual_account_id = ?",
                license(MODEL),
                pool,
                pool);
        tamper(move, branch.value(), pool);
        assertThat(ledger.run().stream().filter(finding -> !finding.holds()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).startsWith("consumption counts in the Virtual Account");
                    assertThat(finding.violations()).isEqualTo(2);
                });
        tamper(move, pool, branch.value());
        assertThat(sql.fetchCount(PRODUCT_INSTANCE, PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID.eq(account.pool())))
                .isEqualTo(1);
    }

    @Test
    void a_borrowed_quantity_nobody_lent_is_found() {
        String change = "UPDATE license_pool SET borrowed = borrowed + ?, reserved = reserved + ?"
                + " WHERE virtual_account_id = ? AND license_id = ?";
        tamper(change, 1, 1, pool, license(MODEL));
        assertOnlyBroken(LOTS, "borrowed quantity of each pool");
        tamper(change, -1, -1, pool, license(MODEL));
    }

    @Test
    void a_lent_quantity_nobody_borrowed_is_found() {
        String change = "UPDATE license_pool SET lent = lent + ? WHERE virtual_account_id = ? AND license_id = ?";
        tamper(change, 1, pool, license(GENERIC));
        assertOnlyBroken("lent quantity of each pool");
        tamper(change, -1, pool, license(GENERIC));
    }

    @Test
    void a_line_that_says_it_gave_more_than_the_ledger_received_is_found() {
        // The PAK's own figure moves along, so that nothing else is wrong.
        String change = "UPDATE pak_line l JOIN pak k ON k.pak_id = l.pak_id"
                + " SET l.converted = l.converted + ?, k.available = k.available - ? WHERE l.pak_line_id = ?";
        tamper(change, 1, 1, line.value());
        assertOnlyBroken("what a PAK line gave = what the ledger received from it");
        tamper(change, -1, -1, line.value());
    }

    @Test
    void a_line_that_says_it_fulfilled_what_no_device_holds_is_found() {
        String change = "UPDATE pak_line l JOIN pak k ON k.pak_id = l.pak_id"
                + " SET l.fulfilled = l.fulfilled + ?, k.available = k.available - ? WHERE l.pak_line_id = ?";
        tamper(change, 1, 1, line.value());
        assertOnlyBroken("what a PAK line fulfilled = what devices hold from it");
        tamper(change, -1, -1, line.value());
    }

    @Test
    void a_device_that_says_it_has_more_left_than_its_licences_is_found() {
        accounts.rightToUse(accounts.device(account, account.pool(), "C3850", "WS-C3850-24P-S"), "C3850-24-L-S", 2);
        String change = "UPDATE legacy_device SET available = available - ? WHERE virtual_account_id = ?";
        tamper(change, 1, pool);
        assertOnlyBroken("what each device holds and has left");
        tamper(change, -1, pool);
    }

    @Test
    void a_conversion_marked_undone_that_still_stands_is_found() {
        tamper("UPDATE conversion SET undone_at = NOW(6), undone_by = 'nobody' WHERE virtual_account_id = ?", pool);
        assertOnlyBroken("a conversion undone left nothing");
        tamper("UPDATE conversion SET undone_at = NULL, undone_by = NULL WHERE virtual_account_id = ?", pool);
    }

    @Test
    void a_bulk_conversion_that_counts_lines_it_has_not_is_found() {
        tamper(
                "INSERT INTO conversion_job (smart_account_id, virtual_account_id, kind, origin, state, request_key,"
                        + " request_hash, total_lines, requested_by, requested_at)"
                        + " VALUES (?, ?, 'PAK', 'FILE', 'RUNNING', ?, UNHEX(SHA2('', 256)), 1, 'nobody', NOW(6))",
                account.id().value(),
                pool,
                "ledger" + pool);
        assertOnlyBroken("the counters of each bulk conversion");
        tamper("DELETE FROM conversion_job WHERE virtual_account_id = ?", pool);
    }

    @Test
    void a_traditional_licence_that_gave_what_nobody_received_is_found() {
        tamper(
                "INSERT INTO legacy_device (smart_account_id, virtual_account_id, platform_id, udi_pid,"
                        + " udi_serial_number, created_at, held, available)"
                        + " SELECT ?, ?, MIN(platform_id), 'LEDGER', ?, NOW(6), 2, 1 FROM platform",
                account.id().value(),
                pool,
                "SN" + pool);
        tamper(
                "INSERT INTO legacy_license (legacy_device_id, sku_id, license_form, quantity, converted)"
                        + " SELECT legacy_device_id, (SELECT MIN(sku_id) FROM sku), 'RTU', 2, 1 FROM legacy_device"
                        + " WHERE virtual_account_id = ?",
                pool);
        assertOnlyBroken("what a traditional licence gave");
        tamper(
                "DELETE l FROM legacy_license l JOIN legacy_device d ON d.legacy_device_id = l.legacy_device_id"
                        + " WHERE d.virtual_account_id = ?",
                pool);
        tamper("DELETE FROM legacy_device WHERE virtual_account_id = ?", pool);
    }

    @Test
    void a_pak_whose_status_or_available_quantity_is_not_its_lines_is_found() {
        String change = "UPDATE pak SET status = ?, available = ? WHERE virtual_account_id = ?";
        tamper(change, "UNFULFILLED", 6, pool);
        assertOnlyBroken("status and available quantity of each PAK");
        tamper(change, "PARTIALLY CONVERTED", 7, pool);
        assertOnlyBroken("status and available quantity of each PAK");
        tamper(change, "PARTIALLY CONVERTED", 6, pool);
        assertThat(sql.fetchCount(PAK_LINE, PAK_LINE.PAK_LINE_ID.eq(line))).isEqualTo(1);
    }

    @Test
    void a_shortage_without_its_alert_an_alert_without_a_shortage_and_a_wrong_figure_are_found() {
        String key = "INSUFFICIENT_LICENSES:" + pool + ":" + license(LICENSE);
        String figure = "UPDATE alert SET quantity = quantity + ? WHERE open_key = ?";
        tamper(figure, 1, key);
        assertOnlyBroken("an alert is open exactly");
        tamper(figure, -1, key);

        String rename = "UPDATE alert SET open_key = ? WHERE open_key = ?";
        tamper(rename, "elsewhere" + pool, key);
        assertOnlyBroken("an alert is open exactly");
        tamper(rename, key, "elsewhere" + pool);

        String compliant = "INSUFFICIENT_LICENSES:" + branch + ":" + license(LICENSE);
        tamper(
                "INSERT INTO alert (smart_account_id, code, severity, quantity, open_key, raised_at)"
                        + " VALUES (?, 'INSUFFICIENT_LICENSES', 'MAJOR', 1, ?, NOW(6))",
                account.id().value(),
                compliant);
        assertOnlyBroken("an alert is open exactly");
        tamper("DELETE FROM alert WHERE open_key = ?", compliant);
    }

    @Test
    void a_token_used_more_often_than_allowed_is_found() {
        String change = "UPDATE registration_token SET max_uses = ?, uses = ? WHERE virtual_account_id = ?";
        tamper(change, 1, 2, pool);
        assertOnlyBroken("no token was used more often");
        tamper("UPDATE registration_token SET max_uses = NULL, uses = 1 WHERE virtual_account_id = ?", pool);
    }

    @Test
    void a_virtual_account_without_guard_and_an_account_without_default_are_found() {
        tamper("DELETE FROM pool_guard WHERE virtual_account_id = ?", branch.value());
        assertOnlyBroken("every Virtual Account has its guard");
        tamper("INSERT INTO pool_guard VALUES (?)", branch.value());

        tamper("UPDATE virtual_account SET default_marker = NULL WHERE virtual_account_id = ?", pool);
        assertOnlyBroken("every Virtual Account has its guard");
        tamper("UPDATE virtual_account SET default_marker = TRUE WHERE virtual_account_id = ?", pool);
    }
}
