package org.slportal.db.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One transaction over rows to try things on, never committed: Smart Accounts 1 (Virtual Accounts 11, the default, and 12) and 2
 * (Virtual Account 21), two licences, a SKU, a PAK of 25 and a product instance.
 */
final class SchemaRows implements AutoCloseable {

    static final String NOW = "'2024-03-13 08:09:24'";
    static final String HASH = "UNHEX(REPEAT('ab', 32))";

    private final Connection connection;

    SchemaRows() throws SQLException {
        connection = MigratedDatabase.open();
        connection.setAutoCommit(false);
        for (String row : List.of(
                "INSERT INTO smart_account (smart_account_id, name, domain, created_at) VALUES (1, 'One', 'one.example', "
                        + NOW + "), (2, 'Two', 'two.example', " + NOW + ")",
                "INSERT INTO virtual_account (virtual_account_id, smart_account_id, name, default_marker, created_at)"
                        + " VALUES (11, 1, 'Default', TRUE, " + NOW + "), (12, 1, 'Lab', NULL, " + NOW
                        + "), (21, 2, 'Default', TRUE, " + NOW + ")",
                "INSERT INTO app_user (app_user_id, user_name, display_name, password_hash, created_at)"
                        + " VALUES (1, 'jdoe', 'J. Doe', 'x', " + NOW + ")",
                "INSERT INTO platform (platform_id, name, family, description, software_id, pid_pattern, legacy_method,"
                        + " dlc_supported, source, confidence) VALUES (1, 'T1', 'F', 'D', 's', 'p', 'RTU', TRUE, 's', 'D')",
                "INSERT INTO license (license_id, name, entitlement_tag, description, source, confidence)"
                        + " VALUES (1, 'Generic', 'tag-1', 'd', 's', 'D'), (2, 'Model', 'tag-2', 'd', 's', 'D')",
                "INSERT INTO sku (sku_id, code, description, family, license_id, legacy_method, source, confidence)"
                        + " VALUES (1, 'SKU-1', 'd', 'f', 1, 'PAK', 's', 'D')",
                "INSERT INTO pak (pak_id, smart_account_id, virtual_account_id, pak_number, family, order_number,"
                        + " order_date, available, created_at)"
                        + " VALUES (1, 1, 11, '3901J1FE0A2', 'f', 'o', '2018-05-07', 25, " + NOW + ")",
                "INSERT INTO pak_line (pak_line_id, pak_id, line_number, sku_id, ordered) VALUES (1, 1, 1, 1, 25)",
                "INSERT INTO legacy_device (legacy_device_id, smart_account_id, virtual_account_id, platform_id, udi_pid,"
                        + " udi_serial_number, created_at) VALUES (1, 1, 11, 1, 'P', 'S', " + NOW + ")",
                "INSERT INTO legacy_license (legacy_license_id, legacy_device_id, sku_id, license_form, quantity)"
                        + " VALUES (1, 1, 1, 'RTU', 3)",
                "INSERT INTO conversion (conversion_id, smart_account_id, virtual_account_id, kind, request_key,"
                        + " request_hash, converted_by, converted_at) VALUES (1, 1, 11, 'PAK', 'k', " + HASH
                        + ", 'jdoe', "
                        + NOW + ")",
                "INSERT INTO license_pool (virtual_account_id, license_id, smart_account_id, owned)"
                        + " VALUES (11, 1, 1, 2), (11, 2, 1, 0)",
                "INSERT INTO product_instance (product_instance_id, smart_account_id, virtual_account_id, piid,"
                        + " software_id, udi_pid, udi_serial_number, product_name, export_allowed, registered_at,"
                        + " last_contact_at, certificate_expires_at, certificate_serial, public_key) VALUES (1, 1, 11,"
                        + " REPEAT('a', 36), 's', 'P',"
                        + " 'S', 'n', TRUE, " + NOW + ", " + NOW + ", " + NOW + ", '1', 'k')")) {
            accept(row);
        }
    }

    /** Executes; the schema must have nothing against it. */
    void accept(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Executes; the message of the refusal must name the constraint. */
    void refuse(String constraint, String sql) {
        assertThatThrownBy(() -> accept(sql))
                .as(sql)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(constraint);
    }

    List<String> query(String sql) throws SQLException {
        return MigratedDatabase.query(connection, sql);
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
