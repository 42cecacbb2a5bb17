package org.slportal.db.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;
import org.junit.jupiter.api.Test;
import org.slportal.db.jooq.DefaultSchema;

class MigrationTest {

    private static final String OURS = "table_schema = 'portal' AND table_name <> 'flyway_schema_history'";

    @Test
    void a_migrated_database_is_valid_and_migrating_again_does_nothing() {
        var flyway = MigratedDatabase.flyway(MigratedDatabase.info());

        flyway.validate();
        assertThat(flyway.info().pending()).isEmpty();
        assertThat(flyway.info().applied()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    @Test
    void the_triggers_written_with_a_delimiter_of_their_own_exist() throws SQLException {
        assertThat(query("SELECT trigger_name, action_timing, event_manipulation, event_object_table"
                        + " FROM information_schema.triggers WHERE trigger_schema = 'portal'"))
                .containsExactlyInAnyOrder(
                        "license_transaction_immutable_update|BEFORE|UPDATE|license_transaction",
                        "license_transaction_immutable_delete|BEFORE|DELETE|license_transaction",
                        "event_immutable_update|BEFORE|UPDATE|event",
                        "event_immutable_delete|BEFORE|DELETE|event",
                        "alert_raised_to_webhooks|AFTER|INSERT|alert",
                        "alert_cleared_to_webhooks|AFTER|UPDATE|alert",
                        "event_to_webhooks|AFTER|INSERT|event",
                        "log_seal_immutable_update|BEFORE|UPDATE|log_seal",
                        "log_seal_immutable_delete|BEFORE|DELETE|log_seal");
    }

    @Test
    void every_table_is_transactional_and_holds_any_text() throws SQLException {
        assertThat(query("SELECT DISTINCT engine, table_collation FROM information_schema.tables WHERE " + OURS
                        + " AND table_type = 'BASE TABLE'"))
                .containsExactly("InnoDB|utf8mb4_unicode_520_ci");
    }

    @Test
    void every_point_in_time_has_microseconds() throws SQLException {
        assertThat(query("SELECT table_name, column_name, column_type FROM information_schema.columns WHERE " + OURS
                        + " AND data_type IN ('datetime', 'timestamp', 'time') AND column_type <> 'datetime(6)'"))
                .isEmpty();
    }

    /** A violated constraint is turned into a refusal by its name, so each one has a name and says what it is. */
    @Test
    void constraints_are_named_for_their_kind_and_table() throws SQLException {
        List<String> misnamed = query("SELECT constraint_type, table_name, constraint_name"
                + " FROM information_schema.table_constraints WHERE constraint_schema = 'portal'"
                + " AND table_name <> 'flyway_schema_history' AND NOT ("
                + "   (constraint_type = 'PRIMARY KEY' AND constraint_name = 'PRIMARY')"
                + "   OR (constraint_type = 'UNIQUE' AND constraint_name LIKE CONCAT('uq\\_', '%'))"
                + "   OR (constraint_type = 'FOREIGN KEY' AND constraint_name LIKE CONCAT('fk\\_', table_name, '%'))"
                + "   OR (constraint_type = 'CHECK' AND constraint_name LIKE CONCAT('ck\\_', '%')))");

        assertThat(misnamed).isEmpty();
        assertThat(query("SELECT COUNT(*) FROM information_schema.table_constraints WHERE constraint_schema = 'portal'"
                        + " AND constraint_type = 'CHECK'"))
                .first()
                .satisfies(count -> assertThat(Integer.parseInt(count)).isGreaterThan(30));
    }

    @Test
    void every_table_has_a_primary_key() throws SQLException {
        assertThat(query("SELECT table_name FROM information_schema.tables t WHERE " + OURS
                        + " AND table_type = 'BASE TABLE' AND NOT EXISTS (SELECT 1 FROM"
                        + " information_schema.table_constraints c WHERE c.table_schema = t.table_schema"
                        + " AND c.table_name = t.table_name AND c.constraint_type = 'PRIMARY KEY')"))
                .isEmpty();
    }

    /** Events outlive what they are about; everything else proves that its Virtual Account is of its Smart Account. */
    @Test
    void whoever_names_both_accounts_proves_that_they_belong_together() throws SQLException {
        Set<String> namesBoth = new TreeSet<>(query("SELECT table_name FROM information_schema.columns WHERE " + OURS
                + " AND column_name IN ('smart_account_id', 'virtual_account_id')"
                + " AND table_name NOT IN ('virtual_account', 'event')"
                + " GROUP BY table_name HAVING COUNT(*) = 2"));
        Set<String> proves = new TreeSet<>(query("SELECT table_name FROM information_schema.key_column_usage WHERE "
                + OURS + " AND referenced_table_name = 'virtual_account' GROUP BY table_name, constraint_name"
                + " HAVING GROUP_CONCAT(column_name ORDER BY ordinal_position)"
                + " = 'virtual_account_id,smart_account_id'"));

        assertThat(namesBoth).isNotEmpty();
        assertThat(proves).isEqualTo(namesBoth);
    }

    @Test
    void the_generated_classes_are_those_of_this_schema() throws SQLException {
        Set<String> generated = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .flatMap(table -> Arrays.stream(table.fields()).map(field -> column(table, field)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(generated)
                .isEqualTo(new TreeSet<>(query(
                        "SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns WHERE " + OURS)));
    }

    private static String column(Table<?> table, Field<?> field) {
        return table.getName() + "." + field.getName();
    }

    private static List<String> query(String sql) throws SQLException {
        try (Connection connection = MigratedDatabase.open()) {
            return MigratedDatabase.query(connection, sql);
        }
    }
}
