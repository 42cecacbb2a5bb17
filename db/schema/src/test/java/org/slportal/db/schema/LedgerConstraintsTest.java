package org.slportal.db.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.schema.SchemaRows.HASH;
import static org.slportal.db.schema.SchemaRows.NOW;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.domain.license.TransactionSource;

/** Conservation as the database holds it, whatever the code above does: PAKs, conversions, the ledger and the pools. */
class LedgerConstraintsTest {

    private SchemaRows rows;

    @BeforeEach
    void begin() throws SQLException {
        rows = new SchemaRows();
    }

    @AfterEach
    void forget() throws SQLException {
        rows.close();
    }

    @Test
    void never_more_of_a_pak_line_is_used_than_was_ordered() throws SQLException {
        rows.accept("UPDATE pak_line SET fulfilled = 5, converted = 20");
        rows.refuse("ck_pak_line_remaining", "UPDATE pak_line SET converted = 21");
        rows.refuse("ck_pak_line_remaining", "UPDATE pak_line SET fulfilled = 6");
        rows.refuse("ck_pak_line_remaining", "UPDATE pak_line SET ordered = 24");
        rows.accept("UPDATE pak_line SET fulfilled = 0, converted = 25");
        rows.refuse("ck_pak_line_remaining", "UPDATE pak_line SET converted = converted + 1");
    }

    @Test
    void the_counts_of_a_pak_line_are_counts() {
        rows.refuse("ck_pak_line_ordered", "UPDATE pak_line SET ordered = 0");
        rows.refuse("ck_pak_line_fulfilled", "UPDATE pak_line SET fulfilled = -1");
        rows.refuse("ck_pak_line_converted", "UPDATE pak_line SET converted = -1");
        rows.refuse("ck_pak_available", "UPDATE pak SET available = -1");
    }

    @ParameterizedTest
    @EnumSource
    void a_pak_has_one_of_the_statuses_of_the_domain(PakStatus status) throws SQLException {
        rows.accept("UPDATE pak SET status = '" + status.displayName() + "'");
        rows.refuse("ck_pak_status", "UPDATE pak SET status = 'X" + status.displayName() + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3901J1FE0A", "3901J1FE0-2", "3901J1FE 02", "<01J1FE0A2>"})
    void a_pak_number_has_11_letters_and_digits(String number) {
        rows.refuse("ck_pak_number", "UPDATE pak SET pak_number = '" + number + "'");
    }

    @Test
    void a_pak_number_exists_once_in_the_whole_portal() {
        rows.refuse(
                "uq_pak_number",
                "INSERT INTO pak (smart_account_id, pak_number, family, order_number, order_date, available, created_at)"
                        + " VALUES (2, '3901J1FE0A2', 'f', 'o', '2018-05-07', 1, " + NOW + ")");
    }

    @Test
    void never_more_of_a_device_licence_is_converted_than_it_has() throws SQLException {
        rows.accept("UPDATE legacy_license SET converted = 3");
        rows.refuse("ck_legacy_license_converted", "UPDATE legacy_license SET converted = 4");
        rows.refuse("ck_legacy_license_converted", "UPDATE legacy_license SET converted = -1");
        rows.refuse("ck_legacy_license_converted", "UPDATE legacy_license SET quantity = 2");
        rows.accept("UPDATE legacy_license SET converted = 0");
        rows.refuse("ck_legacy_license_quantity", "UPDATE legacy_license SET quantity = 0");
        rows.refuse("ck_legacy_license_form", "UPDATE legacy_license SET license_form = 'DLC'");
    }

    @Test
    void a_device_and_its_licences_stand_in_the_portal_once() {
        rows.refuse(
                "uq_legacy_device_udi",
                "INSERT INTO legacy_device (smart_account_id, virtual_account_id, platform_id, udi_pid, udi_serial_number,"
                        + " created_at) VALUES (2, 21, 1, 'P', 'S', " + NOW + ")");
        rows.refuse(
                "uq_legacy_license",
                "INSERT INTO legacy_license (legacy_device_id, sku_id, license_form, quantity) VALUES (1, 1, 'PAK', 1)");
    }

    @Test
    void a_repeated_conversion_request_is_found_by_its_key() throws SQLException {
        rows.refuse("uq_conversion_request", conversion(1, 12, "PAK", "k"));
        rows.accept(conversion(1, 12, "PAK", "another"));
        rows.accept(conversion(2, 21, "PAK", "k"));
        rows.refuse("ck_conversion_kind", conversion(1, 11, "MAGIC", "third"));
    }

    @Test
    void the_ledger_is_neither_changed_nor_deleted() throws SQLException {
        rows.accept(transaction("ORDER", "10", "PERPETUAL", "NULL", "NULL", "NULL"));
        rows.refuse("license_transaction rows are immutable", "UPDATE license_transaction SET quantity = 11");
        rows.refuse("license_transaction rows are immutable", "UPDATE license_transaction SET note = 'mended'");
        rows.refuse("license_transaction rows are immutable", "DELETE FROM license_transaction");

        assertThat(rows.query("SELECT quantity, note FROM license_transaction")).containsExactly("10|");
    }

    @Test
    void a_seal_is_neither_changed_nor_deleted() throws SQLException {
        rows.accept("INSERT INTO certificate (serial, kind, subject, not_before, not_after, status, created_at)"
                + " VALUES ('51', 'SIGNING', 'CN=seal', NOW(6), NOW(6), 'INTENDED', NOW(6))");
        rows.accept(
                "INSERT INTO log_seal (log, number, format, from_id, to_id, row_count, row_hashes, newest_at, sealed_at,"
                        + " previous_hash, seal_hash, certificate_serial, signature)"
                        + " VALUES ('EVENT', 1, 1, 1, 1, 1, REPEAT('x', 40), NOW(6), NOW(6), REPEAT('x', 32), REPEAT('x', 32), '51', 'x')");
        rows.refuse("log_seal rows are immutable", "UPDATE log_seal SET number = 2");
        rows.refuse("log_seal rows are immutable", "DELETE FROM log_seal");
    }

    @Test
    void a_ledger_row_moves_something() throws SQLException {
        rows.refuse("ck_license_transaction_quantity", transaction("MANUAL", "0", "PERPETUAL", "NULL", "NULL", "NULL"));
        rows.accept(transaction("MANUAL", "-1", "PERPETUAL", "NULL", "NULL", "NULL"));
    }

    @ParameterizedTest
    @EnumSource
    void every_source_of_the_domain_can_be_recorded(TransactionSource source) throws SQLException {
        rows.accept(transaction(source.name(), "1", "PERPETUAL", "1", "1", "1"));
        rows.refuse("ck_license_transaction_source", transaction("X" + source.name(), "1", "PERPETUAL", "1", "1", "1"));
    }

    @ParameterizedTest
    @EnumSource
    void every_term_of_the_domain_can_be_recorded(LicenseTerm term) throws SQLException {
        rows.accept(transaction("ORDER", "1", term.name(), "NULL", "NULL", "NULL"));
        rows.refuse("ck_license_transaction_term", transaction("ORDER", "1", "FOREVER", "NULL", "NULL", "NULL"));
    }

    @Test
    void what_was_converted_names_where_it_came_from() throws SQLException {
        String constraint = "ck_license_transaction_origin";
        rows.refuse(constraint, transaction("PAK_MIGRATION", "1", "PERPETUAL", "NULL", "NULL", "NULL"));
        rows.refuse(constraint, transaction("PAK_MIGRATION", "1", "PERPETUAL", "1", "NULL", "NULL"));
        rows.refuse(constraint, transaction("PAK_MIGRATION", "1", "PERPETUAL", "NULL", "1", "NULL"));
        rows.accept(transaction("PAK_MIGRATION", "1", "PERPETUAL", "1", "1", "NULL"));
        rows.refuse(constraint, transaction("DEVICE_MIGRATION", "1", "PERPETUAL", "1", "1", "NULL"));
        rows.refuse(constraint, transaction("DEVICE_MIGRATION", "1", "PERPETUAL", "NULL", "NULL", "1"));
        rows.accept(transaction("DEVICE_MIGRATION", "1", "PERPETUAL", "1", "NULL", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owned", "in_use", "reserved", "borrowed", "lent"})
    void a_figure_of_a_pool_is_a_count(String figure) throws SQLException {
        rows.accept("UPDATE license_pool SET " + figure + " = 0");
        rows.refuse("ck_license_pool_" + figure, "UPDATE license_pool SET " + figure + " = -1");
    }

    @Test
    void the_balance_follows_from_the_figures_and_cannot_be_set() throws SQLException {
        rows.accept("UPDATE license_pool SET owned = 10, reserved = 2, in_use = 5, borrowed = 4, lent = 9");
        assertThat(rows.query("SELECT DISTINCT balance FROM license_pool")).containsExactly("-2");
        rows.refuse("balance", "UPDATE license_pool SET balance = 0");
    }

    @Test
    void substitution_is_positive_and_between_pools_of_one_virtual_account() throws SQLException {
        rows.refuse("ck_substitution_quantity", substitution(11, 0));
        rows.refuse("fk_substitution_", substitution(12, 1));
        rows.accept(substitution(11, 1));
    }

    @Test
    void nothing_of_one_smart_account_lies_in_a_virtual_account_of_another() {
        rows.refuse("fk_pak_virtual_account", "UPDATE pak SET virtual_account_id = 21");
        rows.refuse("fk_legacy_device_virtual_account", "UPDATE legacy_device SET virtual_account_id = 21");
        rows.refuse("fk_conversion_virtual_account", conversion(1, 21, "PAK", "foreign"));
        rows.refuse(
                "fk_license_transaction_virtual_account",
                transaction("ORDER", "1", "PERPETUAL", "NULL", "NULL", "NULL").replace("(1, 11,", "(1, 21,"));
        rows.refuse(
                "fk_license_pool_virtual_account",
                "INSERT INTO license_pool (virtual_account_id, license_id, smart_account_id) VALUES (21, 1, 1)");
    }

    @Test
    void the_catalogue_cannot_contradict_itself() {
        rows.refuse("ck_hierarchy_edge_self", "INSERT INTO hierarchy_edge VALUES (1, 1)");
        rows.refuse("uq_license_tag", "UPDATE license SET entitlement_tag = 'tag-1' WHERE license_id = 2");
        rows.refuse("uq_license_name", "UPDATE license SET name = 'Generic' WHERE license_id = 2");
        rows.refuse("ck_license_confidence", "UPDATE license SET confidence = 'E'");
        rows.refuse("ck_sku_quantity", "UPDATE sku SET license_quantity = 0");
        rows.refuse("ck_sku_term_days", "UPDATE sku SET term_days = 0");
        rows.refuse("ck_sku_term", "UPDATE sku SET license_term = 'FOREVER'");
        rows.refuse("ck_sku_legacy", "UPDATE sku SET legacy_method = 'NONE'");
        rows.refuse("fk_sku_license", "UPDATE sku SET license_id = 99");
        rows.refuse("ck_platform_legacy", "UPDATE platform SET legacy_method = 'DLC'");
        rows.refuse(
                "ck_consumption_rule_per",
                "INSERT INTO consumption_rule (platform_id, feature, license_id, counted_per, source, confidence)"
                        + " VALUES (1, 'f', 1, 'PORT', 's', 'D')");
    }

    private static String conversion(int account, int virtualAccount, String kind, String key) {
        return "INSERT INTO conversion (smart_account_id, virtual_account_id, kind, request_key, request_hash,"
                + " converted_by, converted_at) VALUES (" + account + ", " + virtualAccount + ", '" + kind + "', '"
                + key
                + "', " + HASH + ", 'jdoe', " + NOW + ")";
    }

    private static String transaction(
            String source, String quantity, String term, String conversion, String pakLine, String legacyLicense) {
        return "INSERT INTO license_transaction (smart_account_id, virtual_account_id, license_id, source, quantity,"
                + " license_term, conversion_id, pak_line_id, legacy_license_id, recorded_by, recorded_at)"
                + " VALUES (1, 11, 1, '" + source + "', " + quantity + ", '" + term + "', " + conversion + ", "
                + pakLine
                + ", " + legacyLicense + ", 'jdoe', " + NOW + ")";
    }

    private static String substitution(int virtualAccount, int quantity) {
        return "INSERT INTO substitution (virtual_account_id, parent_license_id, child_license_id, quantity) VALUES ("
                + virtualAccount + ", 1, 2, " + quantity + ")";
    }
}
