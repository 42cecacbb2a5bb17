package org.slportal.services.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.callhome.Reply;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class DeviceReplacementServiceTest extends DeviceFixture {

    @Autowired
    DeviceReplacementService replacements;

    @Autowired
    ProductInstanceService instances;

    @Autowired
    LedgerCheck ledger;

    private ReplaceDevice by(TestDevice failed, TestDevice fresh, boolean anyToken) {
        return new ReplaceDevice(id(failed), fresh.udi().pid(), fresh.udi().serialNumber(), anyToken);
    }

    @Test
    void the_new_chassis_takes_the_place_when_it_registers_whatever_token_of_the_account_it_has() {
        var account = accounts.account();
        var other = accounts.pool(account, "Other");
        accounts.own(account, account.pool(), LICENSE, 1);
        var failed = devices.registered(account, account.pool());
        devices.authorize(failed, Map.of(LICENSE, 1));
        var fresh = TestDevice.unseen();

        assertThat(replacements.replace(account.administrator(), by(failed, fresh, true)))
                .isEqualTo(ReplacementOutcome.WAITS);
        assertThat(replacements.pending(account.administrator(), account.pool()))
                .singleElement()
                .satisfies(pending -> assertThat(pending.replacement()).isEqualTo(fresh.udi()));
        assertThat(devices.register(fresh, devices.token(account, other, null), false))
                .isInstanceOf(Reply.Answered.class);

        assertThat(isThere(failed)).isFalse();
        assertThat(poolOf(fresh)).isEqualTo(account.pool());
        assertThat(inUse(account.pool(), LICENSE)).isEqualTo(1);
        assertThat(balance(account.pool(), LICENSE)).isZero();
        assertThat(replacements.pending(account.administrator(), account.pool()))
                .isEmpty();
        assertThat(events(account.pool())).contains("DEVICE_REPLACEMENT_PLANNED", "DEVICE_REPLACED");
        assertThat(instances.detail(account.administrator(), id(fresh)).usage())
                .singleElement()
                .satisfies(use -> assertThat(use.quantity()).isEqualTo(1));
        assertThat(devices.authorize(fresh, Map.of(LICENSE, 1)).reply()).isInstanceOf(Reply.Answered.class);
        assertThat(inUse(account.pool(), LICENSE)).isEqualTo(1);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void with_a_token_of_another_virtual_account_it_registers_there_unless_any_will_do() {
        var account = accounts.account();
        var other = accounts.pool(account, "Other");
        var failed = devices.registered(account, account.pool());
        var fresh = TestDevice.unseen();
        replacements.replace(account.administrator(), by(failed, fresh, false));

        devices.register(fresh, devices.token(account, other, null), false);

        assertThat(poolOf(fresh)).isEqualTo(other);
        assertThat(isThere(failed)).isTrue();
    }

    @Test
    void a_registered_one_takes_the_place_at_once_and_keeps_what_it_uses_itself() {
        var account = accounts.account();
        var other = accounts.pool(account, "Other");
        var failed = devices.registered(account, account.pool());
        var spare = devices.registered(account, other);
        devices.authorize(failed, Map.of(LICENSE, 2));
        devices.authorize(spare, Map.of(DNA, 1));

        assertThat(replacements.replace(account.administrator(), by(failed, spare, false)))
                .isEqualTo(ReplacementOutcome.DONE);

        assertThat(isThere(failed)).isFalse();
        assertThat(poolOf(spare)).isEqualTo(account.pool());
        assertThat(inUse(account.pool(), LICENSE)).isZero();
        assertThat(inUse(account.pool(), DNA)).isEqualTo(1);
        assertThat(inUse(other, DNA)).isZero();
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void restricted_licences_are_not_held_for_one_that_may_not_have_them() {
        var account = accounts.account();
        var failed = devices.registered(account, account.pool());
        devices.authorize(failed, Map.of(LICENSE, 1, RESTRICTED, 1));
        var fresh = TestDevice.unseen();
        replacements.replace(account.administrator(), by(failed, fresh, false));

        devices.register(fresh, devices.tokenWithoutExport(account, account.pool()), false);

        assertThat(inUse(account.pool(), LICENSE)).isEqualTo(1);
        assertThat(inUse(account.pool(), RESTRICTED)).isZero();
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void a_cancelled_replacement_changes_nothing_when_the_chassis_registers() {
        var account = accounts.account();
        var failed = devices.registered(account, account.pool());
        var fresh = TestDevice.unseen();
        replacements.replace(account.administrator(), by(failed, fresh, true));
        var pending =
                replacements.pending(account.administrator(), account.pool()).getFirst();

        replacements.cancel(account.administrator(), pending.id());
        devices.register(fresh, devices.token(account, account.pool(), null), false);

        assertThat(isThere(failed)).isTrue();
        assertUnknown(() -> replacements.cancel(account.administrator(), pending.id()));
    }

    @Test
    void what_cannot_be_is_refused() {
        var account = accounts.account();
        var failed = devices.registered(account, account.pool());
        var second = devices.registered(account, account.pool());
        var fresh = TestDevice.unseen();
        replacements.replace(account.administrator(), by(failed, fresh, true));

        assertRefused(
                ErrorReason.DEVICE_REPLACES_ITSELF,
                () -> replacements.replace(account.administrator(), by(failed, failed, true)));
        assertRefused(
                ErrorReason.DEVICE_HAS_REPLACEMENT,
                () -> replacements.replace(account.administrator(), by(failed, TestDevice.unseen(), true)));
        assertRefused(
                ErrorReason.REPLACEMENT_TAKEN,
                () -> replacements.replace(account.administrator(), by(second, fresh, true)));
        assertRefused(
                ErrorReason.DEVICE_PID_SHAPE,
                () -> replacements.replace(account.administrator(), new ReplaceDevice(id(second), "", "X", true)));
    }

    @Test
    void a_viewer_may_not_replace_and_foreign_devices_are_unknown_on_either_side() {
        var account = accounts.account();
        var foreign = accounts.account();
        var mine = devices.registered(account, account.pool());
        var theirs = devices.registered(foreign, foreign.pool());
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);

        assertNotAllowed(() -> replacements.replace(viewer, by(mine, TestDevice.unseen(), true)));
        assertUnknown(() -> replacements.replace(account.administrator(), by(theirs, TestDevice.unseen(), true)));
        // What is registered with somebody else is as unknown as what is not registered at all.
        assertThat(replacements.replace(account.administrator(), by(mine, theirs, true)))
                .isEqualTo(ReplacementOutcome.WAITS);
        assertThat(isThere(theirs)).isTrue();
        var pending =
                replacements.pending(account.administrator(), account.pool()).getFirst();
        assertUnknown(() -> replacements.cancel(foreign.administrator(), pending.id()));
    }

    @Test
    void a_place_is_taken_once_also_while_its_plan_is_being_cancelled() throws Exception {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        for (int round = 0; round < 5; round++) {
            var failed = devices.registered(account, account.pool());
            devices.authorize(failed, Map.of(LICENSE, 1));
            var fresh = TestDevice.unseen();
            replacements.replace(account.administrator(), by(failed, fresh, true));
            var plan = Objects.requireNonNull(replacements.pending(account.administrator(), id(failed)));
            String token = devices.token(account, account.pool(), null);

            List<Callable<Object>> acts = List.of(
                    () -> devices.register(devices.exchange(fresh), fresh, token, false),
                    () -> devices.register(devices.exchange(fresh), fresh, token, false),
                    () -> {
                        try {
                            replacements.cancel(account.administrator(), plan.id());
                            return true;
                        } catch (PortalException late) {
                            return false;
                        }
                    });
            Threads.race(acts.size(), acts::get);

            assertThat(inUse(account.pool(), LICENSE)).isEqualTo(1);
            assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
            if (isThere(failed)) {
                devices.deregister(failed);
            } else {
                devices.deregister(fresh);
            }
            assertThat(inUse(account.pool(), LICENSE)).isZero();
        }
    }
}
