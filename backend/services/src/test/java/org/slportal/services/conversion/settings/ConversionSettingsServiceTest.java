package org.slportal.services.conversion.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ConversionSettingsServiceTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    ConversionSettingsService settings;

    @Autowired
    ConversionRules rules;

    @Autowired
    DSLContext sql;

    private static ConversionSettings some(DlcMode mode, Set<VirtualAccountId> pools) {
        return new ConversionSettings(true, "C9300-, ISR", null, true, mode, pools, true, true);
    }

    private static ConversionSettings into(@Nullable VirtualAccountId target) {
        return new ConversionSettings(true, "", target, false, DlcMode.ALL, Set.of(), false, false);
    }

    @Test
    void before_anybody_chose_only_devices_convert_by_themselves() {
        var account = accounts.account();

        assertThat(settings.get(account.administrator(), account.id()))
                .isEqualTo(new VersionedSettings(ConversionSettings.DEFAULT, 0));
        assertThat(settings.acceptsDlc(account.id(), account.pool())).isTrue();
        assertThat(rules.needsTwo(account.id())).isFalse();
    }

    @Test
    void what_was_chosen_is_kept_and_leaves_an_event() {
        var account = accounts.account();
        var chosen = some(DlcMode.SELECTED, Set.of(account.pool()));

        settings.change(account.administrator(), account.id(), chosen, 0);

        assertThat(settings.get(account.administrator(), account.id())).isEqualTo(new VersionedSettings(chosen, 1));
        assertThat(chosen.skuParts()).containsExactly("C9300-", "ISR");
        assertThat(rules.needsTwo(account.id())).isTrue();
        assertThat(sql.fetchCount(
                        EVENT,
                        EVENT.SMART_ACCOUNT_ID.eq(account.id()).and(EVENT.CODE.eq("CONVERSION_SETTINGS_CHANGED"))))
                .isOne();
    }

    @Test
    void device_led_conversion_is_accepted_where_it_was_allowed() {
        var account = accounts.account();
        var other = accounts.pool(account, "Other");

        settings.change(account.administrator(), account.id(), some(DlcMode.SELECTED, Set.of(other)), 0);
        assertThat(settings.acceptsDlc(account.id(), other)).isTrue();
        assertThat(settings.acceptsDlc(account.id(), account.pool())).isFalse();

        settings.change(account.administrator(), account.id(), some(DlcMode.NONE, Set.of(other)), 1);
        assertThat(settings.acceptsDlc(account.id(), other)).isFalse();

        settings.change(account.administrator(), account.id(), some(DlcMode.ALL, Set.of()), 2);
        assertThat(settings.acceptsDlc(account.id(), account.pool())).isTrue();
    }

    @Test
    void of_two_who_change_the_same_version_one_is_told() throws Exception {
        var account = accounts.account();
        for (int version = 0; version < 2; version++) {
            int read = version;
            var told = Threads.race(2, i -> () -> {
                try {
                    settings.change(account.administrator(), account.id(), into(null), read);
                    return "changed";
                } catch (PortalException e) {
                    return e.kind().name();
                }
            });
            assertThat(told).containsExactlyInAnyOrder("changed", "STALE");
        }
    }

    @Test
    void a_filter_too_long_is_refused_beside_its_field() {
        var account = accounts.account();
        assertRefused(
                ErrorReason.TOO_LONG,
                () -> settings.change(
                        account.administrator(),
                        account.id(),
                        new ConversionSettings(true, "x".repeat(501), null, false, DlcMode.ALL, Set.of(), false, false),
                        0));
    }

    @Test
    void only_the_administrator_of_the_whole_account_sees_and_changes_them() {
        var account = accounts.account();
        for (Role role : Set.of(Role.SMART_ACCOUNT_USER, Role.SMART_ACCOUNT_VIEWER)) {
            var actor = accounts.actor(account, role, null);
            assertNotAllowed(() -> settings.get(actor, account.id()));
            assertNotAllowed(() -> settings.change(actor, account.id(), into(null), 0));
        }
        var limited = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account.pool());
        assertNotAllowed(() -> settings.change(limited, account.id(), into(null), 0));
    }

    @Test
    void a_foreign_account_and_foreign_virtual_accounts_are_unknown() {
        var account = accounts.account();
        var foreign = accounts.account();

        assertUnknown(() -> settings.get(account.administrator(), foreign.id()));
        assertUnknown(() -> settings.change(account.administrator(), foreign.id(), into(null), 0));
        assertUnknown(() -> settings.change(account.administrator(), account.id(), into(foreign.pool()), 0));
        assertUnknown(() -> settings.change(
                account.administrator(), account.id(), some(DlcMode.SELECTED, Set.of(foreign.pool())), 0));
    }
}
