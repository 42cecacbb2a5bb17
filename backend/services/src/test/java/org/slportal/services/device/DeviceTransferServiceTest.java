package org.slportal.services.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.callhome.Reply;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class DeviceTransferServiceTest extends DeviceFixture {

    @Autowired
    DeviceTransferService transfers;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    MovableClock clock;

    private static List<TransferDevice> to(VirtualAccountId target, ProductInstanceId... ids) {
        return java.util.Arrays.stream(ids)
                .map(id -> new TransferDevice(id, target))
                .toList();
    }

    @Test
    void a_device_moves_with_the_licences_it_uses_and_both_pools_are_balanced_anew() {
        var account = accounts.account();
        var target = accounts.pool(account, "Target");
        accounts.own(account, account.pool(), LICENSE, 2);
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 2));

        DevicesChanged moved = transfers.transfer(account.administrator(), to(target, id(device)));

        assertThat(moved).isEqualTo(new DevicesChanged(1, 2));
        assertThat(poolOf(device)).isEqualTo(target);
        assertThat(inUse(account.pool(), LICENSE)).isZero();
        assertThat(balance(account.pool(), LICENSE)).isEqualTo(2);
        assertThat(inUse(target, LICENSE)).isEqualTo(2);
        assertThat(balance(target, LICENSE)).isEqualTo(-2);
        assertThat(open(target, AlertCode.INSUFFICIENT_LICENSES)).isEqualTo(1);
        assertThat(events(account.pool())).contains("DEVICE_TRANSFERRED");
        assertThat(events(target)).contains("DEVICE_TRANSFERRED", "LICENSES_SHORT");
        assertThat(devices.authorize(device, Map.of(LICENSE, 2)).granted().status())
                .isEqualTo(AuthorizationStatus.OUT_OF_COMPLIANCE);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void the_preview_shows_both_pools_and_who_falls_short_or_becomes_compliant_and_changes_nothing() {
        var account = accounts.account();
        var target = accounts.pool(account, "Target");
        accounts.own(account, account.pool(), LICENSE, 1);
        accounts.own(account, target, LICENSE, 1);
        var moving = devices.registered(account, account.pool());
        var staying = devices.registered(account, account.pool());
        var there = devices.registered(account, target);
        List.of(moving, staying, there).forEach(device -> devices.authorize(device, Map.of(LICENSE, 1)));

        List<PoolOutlook> outlooks = transfers.preview(account.administrator(), List.of(id(moving)), target);

        assertThat(outlooks).extracting(PoolOutlook::name).containsExactly("Default", "Target");
        PoolOutlook source = outlooks.getFirst();
        assertThat(source.changes()).containsExactly(new FigureChange(LICENSE, 2, 1, -1, 0));
        assertThat(source.becomingCompliant()).containsExactly(staying.udi().asDisplayName());
        assertThat(source.fallingShort()).isEmpty();
        PoolOutlook other = outlooks.getLast();
        assertThat(other.changes()).containsExactly(new FigureChange(LICENSE, 1, 2, 0, -1));
        assertThat(other.fallingShort())
                .containsExactly(moving.udi().asDisplayName(), there.udi().asDisplayName());
        assertThat(poolOf(moving)).isEqualTo(account.pool());
        assertThat(inUse(target, LICENSE)).isEqualTo(1);
    }

    @Test
    void what_the_preview_foretold_is_what_the_transfer_does() {
        var account = accounts.account();
        var target = accounts.pool(account, "Target");
        accounts.own(account, account.pool(), LICENSE, 3);
        accounts.own(account, target, LICENSE, 2);
        var first = devices.registered(account, account.pool());
        var second = devices.registered(account, account.pool());
        List.of(first, second).forEach(device -> devices.authorize(device, Map.of(LICENSE, 2)));

        var outlooks = transfers.preview(account.administrator(), List.of(id(first), id(second)), target);
        transfers.transfer(account.administrator(), to(target, id(first), id(second)));

        assertThat(outlooks.getFirst().changes().getFirst().balanceAfter()).isEqualTo(balance(account.pool(), LICENSE));
        assertThat(outlooks.getLast().changes().getFirst().balanceAfter()).isEqualTo(balance(target, LICENSE));
    }

    @Test
    void open_alerts_go_with_the_device() {
        var account = accounts.account();
        var target = accounts.pool(account, "Target");
        var device = TestDevice.unseen();
        devices.register(device, devices.tokenWithoutExport(account, account.pool()), false);
        devices.authorize(device, Map.of(RESTRICTED, 1));

        transfers.transfer(account.administrator(), to(target, id(device)));

        assertThat(open(account.pool(), AlertCode.RESTRICTED_LICENSE_NOT_AVAILABLE))
                .isZero();
        assertThat(open(target, AlertCode.RESTRICTED_LICENSE_NOT_AVAILABLE)).isEqualTo(1);
    }

    @Test
    void a_transfer_needs_the_right_on_both_sides() {
        var account = accounts.account();
        var target = accounts.pool(account, "Target");
        var device = devices.registered(account, account.pool());
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var ofSourceOnly = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, account.pool());

        assertNotAllowed(() -> transfers.transfer(viewer, to(target, id(device))));
        assertNotAllowed(() -> transfers.preview(viewer, List.of(id(device)), target));
        assertUnknown(() -> transfers.transfer(ofSourceOnly, to(target, id(device))));
        assertThat(poolOf(device)).isEqualTo(account.pool());
    }

    @Test
    void foreign_devices_and_foreign_targets_are_unknown() {
        var account = accounts.account();
        var foreign = accounts.account();
        var mine = devices.registered(account, account.pool());
        var theirs = devices.registered(foreign, foreign.pool());

        assertUnknown(() -> transfers.transfer(account.administrator(), to(account.pool(), id(theirs))));
        assertUnknown(() -> transfers.transfer(account.administrator(), to(foreign.pool(), id(mine))));
        assertUnknown(() -> transfers.preview(account.administrator(), List.of(id(mine)), foreign.pool()));
    }

    @Test
    void nothing_too_much_and_a_device_that_is_there_already_are_refused() {
        var account = accounts.account();
        var device = devices.registered(account, account.pool());
        List<TransferDevice> many = IntStream.rangeClosed(1, DeviceLocator.MAX_DEVICES + 1)
                .mapToObj(i -> new TransferDevice(new ProductInstanceId(i), account.pool()))
                .toList();

        assertRefused(ErrorReason.DEVICES_NONE_CHOSEN, () -> transfers.transfer(account.administrator(), List.of()));
        assertRefused(ErrorReason.DEVICES_TOO_MANY, () -> transfers.transfer(account.administrator(), many));
        assertRefused(
                ErrorReason.DEVICE_ALREADY_THERE,
                () -> transfers.transfer(account.administrator(), to(account.pool(), id(device))));
    }

    @Test
    void a_device_that_authorizes_while_it_moves_is_neither_lost_nor_counted_twice() throws Exception {
        var account = accounts.account();
        var target = accounts.pool(account, "Target");
        accounts.own(account, account.pool(), LICENSE, 50);
        List<TestDevice> switches = IntStream.range(0, 6)
                .mapToObj(i -> devices.registered(account, account.pool()))
                .toList();
        for (int round = 0; round < 4; round++) {
            int count = round + 1;
            VirtualAccountId here = round % 2 == 0 ? target : account.pool();
            List<Callable<Object>> acts = new ArrayList<>();
            switches.forEach(device -> {
                acts.add(() -> devices.authorize(device, Map.of(LICENSE, count, DNA, count))
                        .reply());
                acts.add(() -> transfers.transfer(account.administrator(), to(here, id(device))));
            });

            var results = Threads.race(acts.size(), acts::get);

            assertThat(results).filteredOn(Reply.class::isInstance).allMatch(Reply.Answered.class::isInstance);
            assertThat(switches).allMatch(device -> poolOf(device).equals(here));
            assertThat(inUse(here, LICENSE)).isEqualTo(switches.size() * count);
            assertThat(inUse(here, DNA)).isEqualTo(switches.size() * count);
            VirtualAccountId left = here.equals(target) ? account.pool() : target;
            assertThat(inUse(left, LICENSE)).isZero();
            assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
        }
    }

    @Test
    void a_device_that_deregisters_while_it_moves_is_gone_from_both() throws Exception {
        var account = accounts.account();
        var target = accounts.pool(account, "Target");
        for (int round = 0; round < 6; round++) {
            var device = devices.registered(account, account.pool());
            devices.authorize(device, Map.of(LICENSE, 1));
            var id = id(device);

            List<Callable<Object>> acts = List.of(() -> devices.deregister(device), () -> {
                try {
                    return transfers.transfer(account.administrator(), to(target, id));
                } catch (org.slportal.services.error.PortalException gone) {
                    return gone.kind();
                }
            });
            var results = Threads.race(acts.size(), acts::get);

            assertThat(results.getFirst()).isInstanceOf(Reply.Answered.class);
            assertThat(isThere(device)).isFalse();
            assertThat(inUse(account.pool(), LICENSE) + inUse(target, LICENSE)).isZero();
        }
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void two_who_move_the_same_devices_in_opposite_order_do_not_stand_in_each_others_way() throws Exception {
        var account = accounts.account();
        var target = accounts.pool(account, "Target");
        var first = devices.registered(account, account.pool());
        var second = devices.registered(account, account.pool());
        List.of(first, second).forEach(device -> devices.authorize(device, Map.of(LICENSE, 1)));

        List<Callable<Boolean>> acts =
                List.of(() -> moves(account, target, first, second), () -> moves(account, target, second, first));
        var results = Threads.race(acts.size(), acts::get);

        assertThat(results).contains(true);
        assertThat(inUse(target, LICENSE)).isEqualTo(2);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private boolean moves(
            org.slportal.services.testing.TestAccounts.Account account, VirtualAccountId target, TestDevice... which) {
        try {
            transfers.transfer(
                    account.administrator(),
                    java.util.Arrays.stream(which)
                            .map(device -> new TransferDevice(id(device), target))
                            .toList());
            return true;
        } catch (org.slportal.services.error.PortalException late) {
            return false;
        }
    }

    @Test
    void a_silent_device_can_be_moved_and_comes_back_where_it_is_now() {
        var account = accounts.account();
        var target = accounts.pool(account, "Target");
        var device = devices.registered(account, account.pool());
        devices.authorize(device, Map.of(LICENSE, 1));
        transfers.transfer(account.administrator(), to(target, id(device)));
        clock.advance(Duration.ofDays(31));

        assertThat(devices.authorize(device, Map.of(LICENSE, 1)).reply()).isInstanceOf(Reply.Answered.class);
        assertThat(inUse(target, LICENSE)).isEqualTo(1);
    }
}
