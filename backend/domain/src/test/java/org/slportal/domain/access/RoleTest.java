package org.slportal.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.domain.access.Permission.ACCEPT_AGREEMENTS;
import static org.slportal.domain.access.Permission.ASSIST_CONVERSIONS;
import static org.slportal.domain.access.Permission.MANAGE_CATALOGUE;
import static org.slportal.domain.access.Permission.MANAGE_LICENSES;
import static org.slportal.domain.access.Permission.MANAGE_PRODUCT_INSTANCES;
import static org.slportal.domain.access.Permission.MANAGE_TOKENS;
import static org.slportal.domain.access.Permission.MANAGE_USERS;
import static org.slportal.domain.access.Permission.MANAGE_VIRTUAL_ACCOUNTS;
import static org.slportal.domain.access.Permission.MANAGE_WEBHOOKS;
import static org.slportal.domain.access.Permission.OPERATE_LAB;
import static org.slportal.domain.access.Permission.VIEW;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

    private static final Set<Permission> ASSETS =
            EnumSet.of(VIEW, MANAGE_TOKENS, MANAGE_PRODUCT_INSTANCES, MANAGE_LICENSES);

    /** The whole table: whoever adds a role or a permission decides every cell of it. */
    private static final Map<Role, Set<Permission>> TABLE = new EnumMap<>(Map.of(
            Role.SMART_ACCOUNT_ADMINISTRATOR,
            EnumSet.of(
                    VIEW,
                    MANAGE_TOKENS,
                    MANAGE_PRODUCT_INSTANCES,
                    MANAGE_LICENSES,
                    MANAGE_VIRTUAL_ACCOUNTS,
                    MANAGE_USERS,
                    MANAGE_WEBHOOKS,
                    ACCEPT_AGREEMENTS,
                    MANAGE_CATALOGUE,
                    ASSIST_CONVERSIONS,
                    OPERATE_LAB),
            Role.SMART_ACCOUNT_APPROVER,
            EnumSet.of(ACCEPT_AGREEMENTS),
            Role.SMART_ACCOUNT_USER,
            ASSETS,
            Role.SMART_ACCOUNT_VIEWER,
            EnumSet.of(VIEW),
            Role.VIRTUAL_ACCOUNT_ADMINISTRATOR,
            EnumSet.of(VIEW, MANAGE_TOKENS, MANAGE_PRODUCT_INSTANCES, MANAGE_LICENSES, MANAGE_USERS),
            Role.VIRTUAL_ACCOUNT_USER,
            ASSETS,
            Role.VIRTUAL_ACCOUNT_VIEWER,
            EnumSet.of(VIEW)));

    @ParameterizedTest
    @EnumSource
    void a_role_permits_exactly_what_the_table_says(Role role) {
        assertThat(Arrays.stream(Permission.values()).filter(role::permits))
                .containsExactlyInAnyOrderElementsOf(TABLE.get(role));
    }

    @ParameterizedTest
    @EnumSource
    void the_name_and_the_scope_of_a_role_agree(Role role) {
        boolean wholeAccount = role.scope() == Role.Scope.SMART_ACCOUNT;

        assertThat(role.name()).startsWith(wholeAccount ? "SMART_ACCOUNT_" : "VIRTUAL_ACCOUNT_");
        assertThat(role.displayName()).startsWith(wholeAccount ? "Smart Account " : "Virtual Account ");
    }

    @ParameterizedTest
    @EnumSource
    void only_roles_over_the_whole_account_permit_account_wide_acts(Role role) {
        if (role.scope() == Role.Scope.VIRTUAL_ACCOUNT) {
            assertThat(Arrays.stream(Permission.values())
                            .filter(Role::isAccountWide)
                            .filter(role::permits))
                    .isEmpty();
        }
    }

    @Test
    void the_display_names_are_those_api_clients_read() {
        assertThat(Arrays.stream(Role.values()).map(Role::displayName))
                .containsExactly(
                        "Smart Account Administrator",
                        "Smart Account Approver",
                        "Smart Account User",
                        "Smart Account Viewer",
                        "Virtual Account Administrator",
                        "Virtual Account User",
                        "Virtual Account Viewer");
    }
}
