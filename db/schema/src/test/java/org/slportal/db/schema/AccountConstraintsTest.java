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
import org.slportal.domain.access.Role;

/** Accounts, people, grants, alerts and events. */
class AccountConstraintsTest {

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
    void a_smart_account_has_one_default_virtual_account_and_any_number_of_others() throws SQLException {
        rows.accept(virtualAccount(13, "NULL"));
        rows.accept(virtualAccount(14, "NULL"));
        rows.refuse("uq_virtual_account_default", virtualAccount(15, "TRUE"));
        rows.refuse("ck_virtual_account_default", virtualAccount(16, "FALSE"));
        rows.refuse(
                "uq_virtual_account_default",
                "UPDATE virtual_account SET default_marker = TRUE WHERE virtual_account_id = 12");
    }

    @Test
    void the_default_moves_by_taking_it_away_first() throws SQLException {
        rows.accept("UPDATE virtual_account SET default_marker = NULL WHERE virtual_account_id = 11");
        rows.accept("UPDATE virtual_account SET default_marker = TRUE WHERE virtual_account_id = 12");
    }

    @Test
    void names_of_virtual_accounts_are_unique_within_their_smart_account_whatever_the_case() throws SQLException {
        rows.refuse("uq_virtual_account_name", "UPDATE virtual_account SET name = 'LAB' WHERE virtual_account_id = 11");
        rows.accept("UPDATE virtual_account SET name = 'Lab' WHERE virtual_account_id = 21");
    }

    @Test
    void an_account_with_anything_in_it_cannot_be_deleted() throws SQLException {
        rows.refuse("foreign key", "DELETE FROM virtual_account WHERE virtual_account_id = 11");
        rows.refuse("foreign key", "DELETE FROM smart_account WHERE smart_account_id = 2");
        rows.accept("DELETE FROM virtual_account WHERE virtual_account_id = 12");
    }

    @ParameterizedTest
    @EnumSource
    void the_scope_of_a_grant_fits_its_role(Role role) throws SQLException {
        boolean wholeAccount = role.scope() == Role.Scope.SMART_ACCOUNT;

        rows.refuse("ck_role_grant_scope", grant(1, wholeAccount ? "11" : "NULL", role.name()));
        rows.accept(grant(1, wholeAccount ? "NULL" : "11", role.name()));
    }

    @Test
    void a_role_that_only_looks_like_one_of_an_account_is_refused() {
        rows.refuse("ck_role_grant_scope", grant(1, "NULL", "SMARTXACCOUNTXUSER"));
        rows.refuse("ck_role_grant_scope", grant(1, "11", "VIRTUALXACCOUNTXUSER"));
    }

    @Test
    void a_person_has_one_grant_per_scope_and_the_whole_account_is_a_scope() throws SQLException {
        rows.accept(grant(1, "NULL", "SMART_ACCOUNT_VIEWER"));
        rows.accept(grant(1, "11", "VIRTUAL_ACCOUNT_USER"));
        rows.accept(grant(1, "12", "VIRTUAL_ACCOUNT_USER"));
        rows.accept(grant(2, "NULL", "SMART_ACCOUNT_VIEWER"));
        rows.refuse("uq_role_grant_scope", grant(1, "NULL", "SMART_ACCOUNT_USER"));
        rows.refuse("uq_role_grant_scope", grant(1, "11", "VIRTUAL_ACCOUNT_VIEWER"));
    }

    @Test
    void a_grant_over_another_accounts_virtual_account_is_refused() {
        rows.refuse("fk_role_grant_virtual_account", grant(1, "21", "VIRTUAL_ACCOUNT_USER"));
    }

    @Test
    void people_and_clients_have_names_of_their_own() throws SQLException {
        rows.refuse(
                "uq_app_user_name",
                "INSERT INTO app_user (user_name, display_name, password_hash, created_at) VALUES ('JDOE', 'x', 'x', "
                        + NOW + ")");
        rows.refuse("ck_app_user_locale", "UPDATE app_user SET locale = 'de'");
        rows.refuse("ck_app_user_theme", "UPDATE app_user SET theme = 'PINK'");
        rows.refuse("ck_app_user_failed", "UPDATE app_user SET failed_sign_ins = -1");
        String client =
                "INSERT INTO api_client (app_user_id, client_key, name, secret_hash, created_at) VALUES (1, 'key',"
                        + " 'n', " + HASH + ", " + NOW + ")";
        rows.accept(client);
        rows.refuse("uq_api_client_key", client);
    }

    @Test
    void an_alert_is_open_once_and_may_be_raised_again_after_it_was_cleared() throws SQLException {
        rows.accept(alert(1, "11", "'shortage:11:1'", "NULL"));
        rows.refuse("uq_alert_open", alert(1, "11", "'shortage:11:1'", "NULL"));
        rows.accept("UPDATE alert SET open_key = NULL, cleared_at = " + NOW);
        rows.accept(alert(1, "11", "'shortage:11:1'", "NULL"));
        rows.refuse("ck_alert_open", alert(1, "11", "NULL", "NULL"));
        rows.refuse("ck_alert_open", alert(1, "11", "'k'", NOW));
        rows.refuse("fk_alert_virtual_account", alert(1, "21", "'k'", "NULL"));
    }

    @Test
    void major_alerts_sort_before_minor_ones() throws SQLException {
        rows.accept(alert(1, "11", "'a'", "NULL"));
        rows.accept(alert(1, "11", "'b'", "NULL").replace("MAJOR", "MINOR"));
        rows.accept(alert(1, "11", "'c'", "NULL").replace("MAJOR", "INFO"));
        rows.refuse("ck_alert_severity", alert(1, "11", "'d'", "NULL").replace("MAJOR", "LOUD"));

        assertThat(rows.query("SELECT severity FROM alert ORDER BY severity_rank"))
                .containsExactly("MAJOR", "MINOR", "INFO");
    }

    @Test
    void events_are_neither_changed_nor_deleted() throws SQLException {
        String event = "INSERT INTO event (smart_account_id, code, parameters, outcome, actor_kind, actor_name,"
                + " occurred_at) VALUES (1, 'C', '{}', 'DONE', 'USER', 'jdoe', " + NOW + ")";
        rows.accept(event);
        rows.refuse("event rows are immutable", "UPDATE event SET actor_name = 'somebody else'");
        rows.refuse("event rows are immutable", "DELETE FROM event");
        rows.refuse("ck_event_outcome", event.replace("DONE", "MAYBE"));
        rows.refuse("ck_event_actor", event.replace("USER", "GHOST"));

        assertThat(rows.query("SELECT actor_name FROM event")).containsExactly("jdoe");
    }

    private static String virtualAccount(int id, String marker) {
        return "INSERT INTO virtual_account (virtual_account_id, smart_account_id, name, default_marker, created_at)"
                + " VALUES (" + id + ", 1, 'VA " + id + "', " + marker + ", " + NOW + ")";
    }

    private static String grant(int account, String virtualAccount, String role) {
        return "INSERT INTO role_grant (app_user_id, smart_account_id, virtual_account_id, role, granted_at) VALUES (1, "
                + account + ", " + virtualAccount + ", '" + role + "', " + NOW + ")";
    }

    private static String alert(int account, String virtualAccount, String openKey, String clearedAt) {
        return "INSERT INTO alert (smart_account_id, virtual_account_id, code, severity, open_key, raised_at, cleared_at)"
                + " VALUES (" + account + ", " + virtualAccount + ", 'C', 'MAJOR', " + openKey + ", " + NOW + ", "
                + clearedAt + ")";
    }
}
