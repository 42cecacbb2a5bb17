package org.slportal.services.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.access.Actor;
import org.slportal.services.callhome.Reply;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class DeviceRemovalServiceTest extends DeviceFixture {

    @Autowired
    DeviceRemovalService removals;

    @Autowired
    LedgerCheck ledger;

    @Test
    void several_are_removed_at_once_and_the_preview_said_how_many_licences_return() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 3);
        var first = devices.registered(account, account.pool());
        var second = devices.registered(account, account.pool());
        var third = devices.registered(account, account.pool());
        devices.authorize(first, Map.of(LICENSE, 3));
        devices.authorize(second, Map.of(LICENSE, 2));
        var stays = devices.registered(account, account.pool());
        devices.authorize(stays, Map.of(LICENSE, 1));
        var ids = List.of(id(first), id(second), id(third));

        RemovalPlan plan = removals.preview(account.administrator(), ids);
        DevicesChanged removed = removals.removeThoseThatCan(account.administrator(), ids);

        assertThat(plan.devices()).isEqualTo(3);
        assertThat(plan.licenses()).isEqualTo(5);
        assertThat(plan.kept()).isEmpty();
        assertThat(plan.outlooks().getFirst().changes()).containsExactly(new FigureChange(LICENSE, 6, 1, -3, 2));
        assertThat(plan.outlooks().getFirst().becomingCompliant())
                .containsExactly(stays.udi().asDisplayName());
        assertThat(removed).isEqualTo(new DevicesChanged(3, 5));
        assertThat(isThere(first) || isThere(second) || isThere(third)).isFalse();
        assertThat(balance(account.pool(), LICENSE)).isEqualTo(2);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void a_device_that_uses_restricted_licences_is_not_removed_but_its_other_licences_can_be_released() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        accounts.own(account, account.pool(), RESTRICTED, 1);
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 1, RESTRICTED, 1));

        assertThat(removals.restrictedUse(account.administrator(), id(device)))
                .isEqualTo(new RestrictedUse(List.of(RESTRICTED), 1));
        assertRefused(ErrorReason.DEVICE_RESTRICTED_IN_USE, () -> removals.remove(account.administrator(), id(device)));
        assertThat(removals.releaseUnrestricted(account.administrator(), id(device)))
                .isEqualTo(1);

        assertThat(isThere(device)).isTrue();
        assertThat(inUse(account.pool(), LICENSE)).isZero();
        assertThat(inUse(account.pool(), RESTRICTED)).isEqualTo(1);
        assertThat(events(account.pool())).contains("DEVICE_UNRESTRICTED_RELEASED");
        assertRefused(
                ErrorReason.DEVICE_NOTHING_TO_RELEASE,
                () -> removals.releaseUnrestricted(account.administrator(), id(device)));
        assertThat(devices.deregister(device)).isInstanceOf(Reply.Answered.class);
        assertThat(inUse(account.pool(), RESTRICTED)).isZero();
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void among_several_those_with_restricted_licences_are_named_and_stay() {
        var account = accounts.account();
        var plain = devices.registered(account, account.pool());
        var restricted = devices.registered(account, account.pool());
        devices.authorize(plain, Map.of(LICENSE, 1));
        devices.authorize(restricted, Map.of(RESTRICTED, 1));
        var ids = List.of(id(plain), id(restricted));

        assertThat(removals.preview(account.administrator(), ids).kept())
                .containsExactly(restricted.udi().asDisplayName());
        assertThat(removals.removeThoseThatCan(account.administrator(), ids)).isEqualTo(new DevicesChanged(1, 1));

        assertThat(isThere(plain)).isFalse();
        assertThat(isThere(restricted)).isTrue();
    }

    @Test
    void devices_of_two_smart_accounts_are_not_removed_in_one_act_by_who_administers_both() {
        var one = accounts.account();
        var other = accounts.account();
        var here = devices.registered(one, one.pool());
        var there = devices.registered(other, other.pool());
        Actor both = new Actor(
                one.administrator().kind(),
                one.administrator().userId(),
                one.administrator().name(),
                Stream.of(one, other)
                        .map(account -> new Actor.Grant(account.id(), null, Role.SMART_ACCOUNT_ADMINISTRATOR))
                        .toList(),
                null);

        assertUnknown(() -> removals.removeThoseThatCan(both, List.of(id(here), id(there))));

        assertThat(isThere(here) && isThere(there)).isTrue();
    }

    @Test
    void a_viewer_may_not_remove_and_a_foreign_device_is_unknown() {
        var account = accounts.account();
        var foreign = accounts.account();
        var mine = devices.registered(account, account.pool());
        var theirs = devices.registered(foreign, foreign.pool());
        var viewer = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, account.pool());

        assertNotAllowed(() -> removals.remove(viewer, id(mine)));
        assertUnknown(() -> removals.remove(account.administrator(), id(theirs)));
        assertUnknown(() -> removals.preview(account.administrator(), List.of(id(mine), id(theirs))));
        assertUnknown(() -> removals.removeThoseThatCan(account.administrator(), List.of(id(mine), id(theirs))));
        assertThat(isThere(mine)).isTrue();
    }

    @Test
    void of_many_who_remove_the_same_device_one_does() throws Exception {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 2));
        var id = id(device);

        var results = Threads.race(8, i -> () -> {
            try {
                return removals.remove(account.administrator(), id).licenses();
            } catch (PortalException late) {
                return -1;
            }
        });

        assertThat(results)
                .containsOnlyOnce(2)
                .filteredOn(released -> released < 0)
                .hasSize(7);
        assertThat(inUse(account.pool(), LICENSE)).isZero();
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }
}
