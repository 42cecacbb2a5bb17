package org.slportal.services.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class VirtualAccountCreationTest {

    private static final VirtualAccountData SEOUL = new VirtualAccountData("Seoul", "");

    @Autowired
    TestAccounts accounts;

    @Autowired
    VirtualAccountCreation creation;

    @Autowired
    AccountService service;

    @Autowired
    ActorService actors;

    private static UserId id(Actor actor) {
        return Objects.requireNonNull(actor.userId());
    }

    private List<String> names(TestAccounts.Account account) {
        return service.virtualAccounts(account.administrator(), account.id()).stream()
                .map(VirtualAccountItem::name)
                .toList();
    }

    @Test
    void it_is_made_with_its_people_who_work_there_at_once_and_nowhere_else() {
        var account = accounts.account();
        var one = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, account.pool());

        VirtualAccountId made = creation.create(
                account.administrator(),
                account.id(),
                new VirtualAccountData(" Seoul ", "WAN", account.pool()),
                Map.of(id(one), Role.VIRTUAL_ACCOUNT_USER));

        assertThat(names(account)).containsExactly("Default", "Seoul");
        Actor now = actors.userActor(id(one), null);
        assertThat(now.may(Permission.MANAGE_LICENSES, account.id(), made)).isTrue();
        assertThat(now.may(Permission.MANAGE_LICENSES, account.id(), account.pool()))
                .isFalse();
        assertThat(service.people(account.administrator(), made))
                .as("the administrator and the one assigned")
                .isEqualTo(2);
    }

    @Test
    void what_is_wrong_with_its_name_or_its_people_makes_nothing() {
        var account = accounts.account();
        var one = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, account.pool());
        var admin = account.administrator();

        assertRefused(
                ErrorReason.REQUIRED,
                () -> creation.create(admin, account.id(), new VirtualAccountData(" ", ""), Map.of()));
        assertRefused(
                ErrorReason.VIRTUAL_ACCOUNT_NAME_TAKEN,
                () -> creation.create(
                        admin,
                        account.id(),
                        new VirtualAccountData("default", ""),
                        Map.of(id(one), Role.VIRTUAL_ACCOUNT_USER)));
        assertRefused(
                ErrorReason.ROLE_IS_ACCOUNT_WIDE,
                () -> creation.create(admin, account.id(), SEOUL, Map.of(id(one), Role.SMART_ACCOUNT_USER)));

        assertThat(names(account)).containsExactly("Default");
    }

    @Test
    void somebody_of_another_account_is_unknown_and_so_is_a_foreign_parent() {
        var account = accounts.account();
        var foreign = accounts.account();
        var admin = account.administrator();

        assertUnknown(() -> creation.create(
                admin, account.id(), SEOUL, Map.of(id(foreign.administrator()), Role.VIRTUAL_ACCOUNT_USER)));
        assertUnknown(() ->
                creation.create(admin, account.id(), new VirtualAccountData("Seoul", "", foreign.pool()), Map.of()));
        assertUnknown(() -> creation.create(admin, foreign.id(), SEOUL, Map.of()));

        assertThat(names(account)).containsExactly("Default");
        assertThat(names(foreign)).containsExactly("Default");
    }

    @Test
    void only_who_manages_the_virtual_accounts_may() {
        var account = accounts.account();
        for (Role role : Role.values()) {
            if (role != Role.SMART_ACCOUNT_ADMINISTRATOR) {
                var actor = accounts.actor(
                        account, role, role.scope() == Role.Scope.VIRTUAL_ACCOUNT ? account.pool() : null);
                assertNotAllowed(() -> creation.create(actor, account.id(), SEOUL, Map.of()));
            }
        }
        assertThat(names(account)).containsExactly("Default");
    }

    @Test
    void of_those_who_take_the_same_name_at_once_one_gets_it_with_its_people() throws Exception {
        var account = accounts.account();
        var one = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, account.pool());

        List<Boolean> made = Threads.race(4, i -> () -> {
            try {
                creation.create(
                        account.administrator(), account.id(), SEOUL, Map.of(id(one), Role.VIRTUAL_ACCOUNT_USER));
                return true;
            } catch (PortalException taken) {
                assertThat(taken.reason()).isEqualTo(ErrorReason.VIRTUAL_ACCOUNT_NAME_TAKEN);
                return false;
            }
        });

        assertThat(made).containsOnlyOnce(true);
        assertThat(names(account)).containsExactly("Default", "Seoul");
        assertThat(actors.userActor(id(one), null).grants()).hasSize(2);
    }
}
