package org.slportal.services.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class AccountServiceTest {

    private static final VirtualAccountData DATA = new VirtualAccountData("Lab", "for tests");

    @Autowired
    TestAccounts accounts;

    @Autowired
    AccountService service;

    @Autowired
    LedgerCheck ledger;

    @Test
    void a_foreign_account_reads_like_one_that_never_was() {
        var account = accounts.account();
        var foreign = accounts.account().administrator();

        for (SmartAccountId id : List.of(account.id(), new SmartAccountId(Long.MAX_VALUE))) {
            assertUnknown(() -> service.virtualAccounts(foreign, id));
            assertUnknown(() -> service.create(foreign, id, DATA));
        }
        for (VirtualAccountId id : List.of(account.pool(), new VirtualAccountId(Long.MAX_VALUE))) {
            assertUnknown(() -> service.virtualAccount(foreign, id));
            assertUnknown(() -> service.require(foreign, Permission.VIEW, id));
            assertUnknown(() -> service.update(foreign, id, DATA, 0));
            assertUnknown(() -> service.makeDefault(foreign, id));
            assertUnknown(() -> service.delete(foreign, id));
            assertUnknown(() -> service.requireAll(foreign, Permission.VIEW, account.id(), List.of(id)));
        }
        assertThat(service.smartAccounts(foreign)).noneMatch(item -> item.id().equals(account.id()));
    }

    @Test
    void a_viewer_looks_and_changes_nothing() {
        var account = accounts.account();
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);

        assertThat(service.virtualAccounts(viewer, account.id())).hasSize(1);
        assertNotAllowed(() -> service.create(viewer, account.id(), DATA));
        assertNotAllowed(() -> service.update(viewer, account.pool(), DATA, 0));
        assertNotAllowed(() -> service.makeDefault(viewer, account.pool()));
        assertNotAllowed(() -> service.delete(viewer, account.pool()));
    }

    @Test
    void somebody_of_one_virtual_account_sees_that_one_only() {
        var account = accounts.account();
        var own = accounts.pool(account, "Own");
        var user = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, own);

        assertThat(service.virtualAccounts(user, account.id()))
                .extracting(VirtualAccountItem::id)
                .containsExactly(own);
        assertUnknown(() -> service.virtualAccount(user, account.pool()));
        assertNotAllowed(() -> service.update(user, own, DATA, 0));
        assertNotAllowed(() -> service.create(user, account.id(), DATA));
    }

    @Test
    void a_change_based_on_old_values_is_refused() {
        var account = accounts.account();
        int version =
                service.virtualAccount(account.administrator(), account.pool()).version();
        service.update(account.administrator(), account.pool(), DATA, version);

        assertRefused(ErrorReason.STALE, () -> service.update(account.administrator(), account.pool(), DATA, version));
    }

    @Test
    void a_name_is_taken_once_in_an_account_and_free_in_another() {
        var account = accounts.account();
        service.create(account.administrator(), account.id(), DATA);

        assertRefused(
                ErrorReason.VIRTUAL_ACCOUNT_NAME_TAKEN,
                () -> service.create(account.administrator(), account.id(), new VirtualAccountData(" lab ", "")));
        var other = accounts.account();
        service.create(other.administrator(), other.id(), DATA);
    }

    @Test
    void neither_the_default_virtual_account_nor_one_with_licences_can_be_deleted_an_empty_one_can() {
        var account = accounts.account();
        var full = accounts.pool(account, "Full");
        accounts.own(account, full, "C9300 Network Advantage", 1);
        var empty = accounts.pool(account, "Empty");

        assertRefused(
                ErrorReason.VIRTUAL_ACCOUNT_IS_DEFAULT, () -> service.delete(account.administrator(), account.pool()));
        assertRefused(ErrorReason.VIRTUAL_ACCOUNT_NOT_EMPTY, () -> service.delete(account.administrator(), full));
        service.delete(account.administrator(), empty);
        assertUnknown(() -> service.virtualAccount(account.administrator(), empty));
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void whoever_chooses_a_default_at_the_same_moment_there_is_one_default() throws Exception {
        var account = accounts.account();
        List<VirtualAccountId> pools =
                List.of(accounts.pool(account, "A"), accounts.pool(account, "B"), accounts.pool(account, "C"));

        Threads.race(12, i -> () -> {
            service.makeDefault(account.administrator(), pools.get(i % 3));
            return true;
        });

        assertThat(service.virtualAccounts(account.administrator(), account.id()))
                .filteredOn(VirtualAccountItem::isDefault)
                .hasSize(1);
    }
}
