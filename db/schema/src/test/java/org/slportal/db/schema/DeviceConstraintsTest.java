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
import org.slportal.domain.license.AuthorizationStatus;

/** Tokens, product instances, what they use, their certificates and messages. */
class DeviceConstraintsTest {

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
    void a_token_is_never_used_more_often_than_allowed() throws SQLException {
        rows.accept(token(11, "10", "9"));
        rows.accept("UPDATE registration_token SET uses = uses + 1");
        rows.refuse("ck_registration_token_uses", "UPDATE registration_token SET uses = uses + 1");
        rows.refuse("ck_registration_token_uses", "UPDATE registration_token SET max_uses = 9");
        rows.refuse("ck_registration_token_uses", "UPDATE registration_token SET uses = -1");
        rows.refuse("ck_registration_token_max", "UPDATE registration_token SET uses = 0, max_uses = 0");
        rows.accept("UPDATE registration_token SET max_uses = NULL, uses = 1000000");
    }

    @Test
    void a_tokens_secret_exists_once_and_its_virtual_account_is_of_its_smart_account() throws SQLException {
        rows.refuse("fk_registration_token_virtual_account", token(21, "NULL", "0"));
        rows.accept(token(11, "NULL", "0"));
        rows.refuse("uq_registration_token_secret", token(12, "NULL", "0"));
    }

    @Test
    void a_chassis_is_registered_once_in_the_whole_portal() throws SQLException {
        rows.refuse("uq_product_instance_udi", productInstance("b", 2, 21, "S"));
        rows.refuse("uq_product_instance_piid", productInstance("a", 1, 11, "S2"));
        rows.refuse("fk_product_instance_virtual_account", productInstance("b", 1, 21, "S2"));
        rows.accept(productInstance("b", 2, 21, "S2"));
    }

    @ParameterizedTest
    @EnumSource
    void a_product_instance_has_one_of_the_statuses_of_the_domain(AuthorizationStatus status) throws SQLException {
        rows.accept("UPDATE product_instance SET authorization_status = '" + status + "'");
        rows.refuse("ck_product_instance_status", "UPDATE product_instance SET authorization_status = 'X'");
    }

    @Test
    void what_a_device_uses_is_positive_and_counted_in_a_pool() throws SQLException {
        rows.accept(consumption(11, 1, 1));
        rows.refuse("PRIMARY", consumption(11, 1, 1));
        rows.refuse("ck_consumption_quantity", consumption(11, 2, 0));
        rows.refuse("fk_consumption_pool", consumption(12, 2, 1));
    }

    @Test
    void a_removed_product_instance_takes_its_members_and_its_use_with_it() throws SQLException {
        rows.accept(consumption(11, 1, 1));
        rows.accept("INSERT INTO product_instance_member VALUES (1, 'P', 'S', 'ACTIVE')");
        rows.refuse(
                "ck_product_instance_member_role", "INSERT INTO product_instance_member VALUES (1, 'P', 'T', 'BOSS')");
        rows.accept(
                "INSERT INTO alert (smart_account_id, virtual_account_id, code, severity, product_instance_id, open_key,"
                        + " raised_at) VALUES (1, 11, 'C', 'MINOR', 1, 'k', " + NOW + ")");
        rows.accept("DELETE FROM product_instance WHERE product_instance_id = 1");

        assertThat(rows.query("SELECT COUNT(*) FROM consumption")).containsExactly("0");
        assertThat(rows.query("SELECT COUNT(*) FROM product_instance_member")).containsExactly("0");
        assertThat(rows.query("SELECT product_instance_id FROM alert")).containsExactly("null");
    }

    @Test
    void a_serial_is_given_to_one_certificate_and_an_issued_one_is_kept() throws SQLException {
        rows.accept(certificate("01", "INTENDED", "NULL"));
        rows.refuse("uq_certificate_serial", certificate("01", "INTENDED", "NULL"));
        rows.refuse("ck_certificate_issued", certificate("02", "ISSUED", "NULL"));
        rows.refuse("ck_certificate_issued", certificate("02", "SUPERSEDED", "NULL"));
        rows.accept(certificate("02", "ISSUED", "'der'"));
        rows.accept(certificate("03", "REVOKED", "NULL"));
        rows.refuse("ck_certificate_status", certificate("04", "LOST", "'der'"));
        rows.refuse("ck_certificate_kind", "UPDATE certificate SET kind = 'OTHER'");
    }

    @Test
    void a_device_gets_one_answer_per_message() throws SQLException {
        String message =
                "INSERT INTO device_message (udi_pid, udi_serial_number, nonce, request_hash, answer, answered_at)"
                        + " VALUES ('P', 'S', 'n1', " + HASH + ", '{}', " + NOW + ")";
        rows.accept(message);
        rows.refuse("PRIMARY", message);
        rows.accept(message.replace("'n1'", "'n2'"));
        rows.accept(message.replace("'S'", "'S2'"));
    }

    @Test
    void times_keep_their_microseconds() throws SQLException {
        rows.accept("UPDATE product_instance SET last_contact_at = '2024-03-13 08:09:24.123456'");
        assertThat(rows.query("SELECT last_contact_at FROM product_instance"))
                .containsExactly("2024-03-13 08:09:24.123456");
    }

    private static String token(int virtualAccount, String maxUses, String uses) {
        return "INSERT INTO registration_token (smart_account_id, virtual_account_id, secret_hash, sealed_token, expires_at,"
                + " max_uses, uses, export_allowed, created_by, created_at) VALUES (1, " + virtualAccount + ", " + HASH
                + ", 'x', " + NOW + ", " + maxUses + ", " + uses + ", TRUE, 'jdoe', " + NOW + ")";
    }

    private static String productInstance(String letter, int account, int virtualAccount, String serialNumber) {
        return "INSERT INTO product_instance (smart_account_id, virtual_account_id, piid, software_id, udi_pid,"
                + " udi_serial_number, product_name, export_allowed, registered_at, last_contact_at, certificate_expires_at,"
                + " certificate_serial, public_key) VALUES (" + account + ", " + virtualAccount + ", REPEAT('" + letter
                + "', 36), 's', 'P', '" + serialNumber + "', 'n', TRUE, " + NOW + ", " + NOW + ", " + NOW
                + ", '1', 'k')";
    }

    private static String consumption(int virtualAccount, int license, int quantity) {
        return "INSERT INTO consumption (product_instance_id, license_id, virtual_account_id, quantity) VALUES (1, "
                + license + ", " + virtualAccount + ", " + quantity + ")";
    }

    private static String certificate(String serial, String status, String der) {
        return "INSERT INTO certificate (serial, kind, subject, not_before, not_after, status, der, created_at) VALUES ('"
                + serial + "', 'DEVICE_ID', 's', " + NOW + ", " + NOW + ", '" + status + "', " + der + ", " + NOW + ")";
    }
}
