package org.slportal.domain.access;

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

import java.util.EnumSet;
import java.util.Set;

/**
 * A role a person can hold, either over a whole Smart Account or over one Virtual Account.
 *
 * <p>The display names are those existing API clients read in {@code accounts[].roles[].role}.
 */
public enum Role {
    SMART_ACCOUNT_ADMINISTRATOR("Smart Account Administrator", Scope.SMART_ACCOUNT, EnumSet.allOf(Permission.class)),
    SMART_ACCOUNT_APPROVER("Smart Account Approver", Scope.SMART_ACCOUNT, EnumSet.of(ACCEPT_AGREEMENTS)),
    SMART_ACCOUNT_USER("Smart Account User", Scope.SMART_ACCOUNT, assets()),
    SMART_ACCOUNT_VIEWER("Smart Account Viewer", Scope.SMART_ACCOUNT, EnumSet.of(VIEW)),
    VIRTUAL_ACCOUNT_ADMINISTRATOR("Virtual Account Administrator", Scope.VIRTUAL_ACCOUNT, administration()),
    VIRTUAL_ACCOUNT_USER("Virtual Account User", Scope.VIRTUAL_ACCOUNT, assets()),
    VIRTUAL_ACCOUNT_VIEWER("Virtual Account Viewer", Scope.VIRTUAL_ACCOUNT, EnumSet.of(VIEW));

    /** What a grant of the role covers. */
    public enum Scope {
        SMART_ACCOUNT,
        VIRTUAL_ACCOUNT
    }

    private final String displayName;
    private final Scope scope;
    private final Set<Permission> permissions;

    Role(String displayName, Scope scope, Set<Permission> permissions) {
        this.displayName = displayName;
        this.scope = scope;
        this.permissions = Set.copyOf(permissions);
    }

    private static EnumSet<Permission> assets() {
        return EnumSet.of(VIEW, MANAGE_TOKENS, MANAGE_PRODUCT_INSTANCES, MANAGE_LICENSES);
    }

    private static EnumSet<Permission> administration() {
        EnumSet<Permission> all = assets();
        all.add(MANAGE_USERS);
        return all;
    }

    /** The name on screen and in the management API, in English. */
    public String displayName() {
        return displayName;
    }

    public Scope scope() {
        return scope;
    }

    public boolean permits(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether the permission makes sense for an account as a whole only. */
    public static boolean isAccountWide(Permission permission) {
        return permission == MANAGE_VIRTUAL_ACCOUNTS
                || permission == ACCEPT_AGREEMENTS
                || permission == MANAGE_WEBHOOKS
                || permission == MANAGE_CATALOGUE
                || permission == ASSIST_CONVERSIONS
                || permission == OPERATE_LAB;
    }
}
