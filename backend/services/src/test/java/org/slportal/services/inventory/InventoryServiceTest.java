package org.slportal.services.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

/** Licences and product instances: what is shown, to whom, and the removal of a device. */
@DatabaseTest
class InventoryServiceTest {

    private static final String LICENSE = "C9300 Network Advantage";
    private static final PageQuery<LicenseSort> LICENSES = PageQuery.first(50, LicenseSort.NAME);
    private static final PageQuery<ProductInstanceSort> DEVICES = PageQuery.first(50, ProductInstanceSort.NAME);
    private static final PageQuery<TransactionSort> LEDGER = PageQuery.first(50, TransactionSort.TIME);

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices switches;

    @Autowired
    InventoryService inventory;

    @Autowired
    ProductInstanceService devices;

    @Autowired
    LedgerCheck ledger;

    private ProductInstanceId device(TestAccounts.Account account, VirtualAccountId pool) {
        var device = switches.registered(account, pool);
        switches.authorize(device, Map.of(LICENSE, 2));
        return devices.list(account.administrator(), pool, DEVICES, device.udi().serialNumber())
                .getFirst()
                .id();
    }

    @Test
    void a_foreign_virtual_account_reads_like_one_that_never_was() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 1);
        var foreign = accounts.account();
        var actor = foreign.administrator();
        LicenseId license = accounts.license(LICENSE);

        for (VirtualAccountId id : List.of(account.pool(), new VirtualAccountId(Long.MAX_VALUE))) {
            assertUnknown(() -> inventory.figures(actor, id));
            assertUnknown(() -> inventory.licenses(actor, id, LICENSES, LicenseFilter.ALL));
            assertUnknown(() -> inventory.countLicenses(actor, id, LicenseFilter.ALL));
            assertUnknown(() -> inventory.transactions(actor, id, null, LEDGER));
            assertUnknown(() -> inventory.countTransactions(actor, id, null));
            assertUnknown(() -> inventory.users(actor, id, license, 0, 10));
            assertUnknown(() -> inventory.countUsers(actor, id, license));
            assertUnknown(() -> devices.list(actor, id, DEVICES, ""));
            assertUnknown(() -> devices.count(actor, id, ""));
            // Under the foreign account's name, and smuggled in under one's own.
            for (SmartAccountId owner : List.of(account.id(), foreign.id())) {
                List<VirtualAccountId> pools = List.of(id);
                assertUnknown(() -> inventory.licenses(actor, owner, pools, LICENSES, LicenseFilter.ALL));
                assertUnknown(() -> inventory.countLicenses(actor, owner, pools, LicenseFilter.ALL));
                assertUnknown(() -> devices.list(actor, owner, pools, DEVICES));
                assertUnknown(() -> devices.count(actor, owner, pools));
            }
            assertUnknown(() ->
                    inventory.licenses(actor, foreign.id(), List.of(foreign.pool(), id), LICENSES, LicenseFilter.ALL));
        }
    }

    @Test
    void a_foreign_device_reads_like_one_that_never_was() {
        var account = accounts.account();
        var actor = accounts.account().administrator();

        for (ProductInstanceId id : List.of(device(account, account.pool()), new ProductInstanceId(Long.MAX_VALUE))) {
            assertUnknown(() -> devices.detail(actor, id));
            assertUnknown(() -> devices.remove(actor, id));
        }
        assertThat(devices.count(account.administrator(), account.pool(), "")).isEqualTo(1);
    }

    @Test
    void a_viewer_looks_and_removes_nothing() {
        var account = accounts.account();
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var device = device(account, account.pool());

        assertThat(devices.detail(viewer, device).usage()).hasSize(1);
        assertThat(inventory.figures(viewer, account.pool()).shortBy()).isEqualTo(2);
        assertNotAllowed(() -> devices.remove(viewer, device));
    }

    @Test
    void a_virtual_account_user_has_the_inventory_of_their_own_only() {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        var user = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, own);
        var inside = device(account, own);
        var outside = device(account, account.pool());

        assertThat(inventory.figures(user, own).productInstances()).isEqualTo(1);
        assertUnknown(() -> inventory.figures(user, account.pool()));
        assertUnknown(() -> devices.detail(user, outside));
        assertUnknown(() -> devices.remove(user, outside));
        assertUnknown(() -> devices.list(user, account.id(), List.of(own, account.pool()), DEVICES));
        devices.remove(user, inside);
        assertThat(devices.list(user, account.id(), List.of(own), DEVICES)).isEmpty();
    }

    @Test
    void the_figures_and_lists_of_a_virtual_account_agree() {
        var account = accounts.account();
        accounts.own(account, account.pool(), LICENSE, 5);
        device(account, account.pool());
        device(account, account.pool());
        var actor = account.administrator();

        assertThat(inventory.figures(actor, account.pool())).isEqualTo(new InventoryFigures(5, 4, 0, 0, 2, 2));
        assertThat(inventory.licenses(actor, account.pool(), LICENSES, LicenseFilter.ALL))
                .extracting(LicenseListItem::owned, LicenseListItem::inUse, LicenseListItem::balance)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(5, 4, 1));
        assertThat(inventory.licenses(actor, account.pool(), LICENSES, new LicenseFilter("", true)))
                .isEmpty();
        assertThat(inventory.users(actor, account.pool(), accounts.license(LICENSE), 0, 1))
                .hasSize(1);
        assertThat(inventory.countUsers(actor, account.pool(), accounts.license(LICENSE)))
                .isEqualTo(2);
    }

    @Test
    void a_device_is_removed_once_however_many_click() throws Exception {
        var account = accounts.account();
        var device = device(account, account.pool());

        var outcomes = Threads.race(12, i -> () -> {
            try {
                devices.remove(account.administrator(), device);
                return "removed";
            } catch (PortalException e) {
                return e.kind().name();
            }
        });

        assertThat(outcomes).filteredOn("removed"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("NOT_FOUND"::equals).hasSize(11);
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void removal_and_a_forced_move_at_the_same_moment_leave_a_ledger_that_agrees() throws Exception {
        var account = accounts.account();
        var branch = accounts.pool(account, "Branch");
        String token = switches.token(account, branch, null);
        for (int round = 0; round < 4; round++) {
            var device = switches.registered(account, account.pool());
            switches.authorize(device, Map.of(LICENSE, 2));
            var id = devices.list(
                            account.administrator(),
                            account.pool(),
                            DEVICES,
                            device.udi().serialNumber())
                    .getFirst()
                    .id();
            Threads.race(2, i -> () -> {
                if (i == 0) {
                    switches.register(device, token, true);
                    return switches.authorize(device, Map.of(LICENSE, 1)).reply();
                }
                try {
                    devices.remove(account.administrator(), id);
                } catch (PortalException e) {
                    assertThat(e.reason()).isIn(ErrorReason.STALE, ErrorReason.NOT_FOUND);
                }
                return "removed";
            });
        }
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void devices_are_found_by_serial_number_and_by_product() {
        var account = accounts.account();
        var device = switches.registered(account, account.pool());
        switches.registered(account, account.pool());
        var actor = account.administrator();

        assertThat(devices.list(actor, account.pool(), DEVICES, device.udi().serialNumber()))
                .extracting(ProductInstanceListItem::udi)
                .containsExactly(device.udi());
        assertThat(devices.count(actor, account.pool(), "c9300-24p")).isEqualTo(2);
        assertThat(devices.count(actor, account.pool(), "%")).isZero();
        for (ProductInstanceSort sort : ProductInstanceSort.values()) {
            for (boolean ascending : List.of(true, false)) {
                var all = devices.list(actor, account.pool(), new PageQuery<>(0, 10, sort, ascending), "");
                var found = devices.list(actor, account.pool(), new PageQuery<>(0, 10, sort, ascending), "c9300");
                assertThat(found).hasSize(2).isEqualTo(all);
                assertThat(devices.list(actor, account.pool(), new PageQuery<>(1, 1, sort, ascending), "c9300"))
                        .containsExactly(all.getLast());
                assertThat(devices.list(actor, account.pool(), new PageQuery<>(0, 10, sort, ascending), "zzz"))
                        .isEmpty();
            }
        }
        assertThat(Objects.requireNonNull(device.piid())).hasSize(36);
    }
}
