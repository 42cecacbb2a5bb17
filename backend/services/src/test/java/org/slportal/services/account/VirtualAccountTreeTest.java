package org.slportal.services.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.user.GrantScope;
import org.slportal.services.user.UserService;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class VirtualAccountTreeTest {

    private static final PageQuery<VirtualAccountSort> PAGE = PageQuery.first(50, VirtualAccountSort.PATH);

    @Autowired
    TestAccounts accounts;

    @Autowired
    AccountService service;

    @Autowired
    VirtualAccountTree tree;

    @Autowired
    UserService users;

    @Autowired
    ActorService actors;

    private VirtualAccountId below(TestAccounts.Account account, String name, @Nullable VirtualAccountId parent) {
        return service.create(account.administrator(), account.id(), new VirtualAccountData(name, "", parent));
    }

    private int version(TestAccounts.Account account, VirtualAccountId pool) {
        return service.virtualAccount(account.administrator(), pool).version();
    }

    @Test
    void the_list_shows_each_below_its_parent_with_the_names_above_it() {
        var account = accounts.account();
        var asia = below(account, "Asia", null);
        var seoul = below(account, "Seoul", asia);
        below(account, "Asia Pacific", null);
        below(account, "Gangnam", seoul);

        assertThat(tree.list(account.administrator(), account.id(), PAGE, ""))
                .extracting(VirtualAccountRow::path)
                .containsExactly("Asia", "Asia › Seoul", "Asia › Seoul › Gangnam", "Asia Pacific", "Default");
        assertThat(tree.count(account.administrator(), account.id(), "asia").rows())
                .isEqualTo(2);
    }

    @Test
    void a_foreign_virtual_account_is_neither_a_parent_nor_moved() {
        var account = accounts.account();
        var foreign = accounts.account();
        var own = below(account, "Own", null);

        assertUnknown(() -> below(account, "Mine", foreign.pool()));
        assertUnknown(() -> tree.move(account.administrator(), own, foreign.pool(), version(account, own)));
        assertUnknown(() -> tree.move(foreign.administrator(), own, null, version(account, own)));
        assertUnknown(() -> tree.list(foreign.administrator(), account.id(), PAGE, ""));
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        assertNotAllowed(() -> tree.move(viewer, own, null, version(account, own)));
    }

    @Test
    void five_levels_are_allowed_a_sixth_is_not_whether_made_or_moved() {
        var account = accounts.account();
        VirtualAccountId at = null;
        for (int level = 1; level <= 5; level++) {
            at = below(account, "Level " + level, at);
        }
        VirtualAccountId fifth = Objects.requireNonNull(at);
        var pair = below(account, "Pair", null);
        below(account, "Pair below", pair);

        assertRefused(ErrorReason.VIRTUAL_ACCOUNT_TOO_DEEP, () -> below(account, "Level 6", fifth));
        assertRefused(
                ErrorReason.VIRTUAL_ACCOUNT_TOO_DEEP,
                () -> tree.move(account.administrator(), pair, fifth, version(account, pair)));
    }

    @Test
    void nothing_lies_below_itself_and_a_stale_move_is_refused() {
        var account = accounts.account();
        var top = below(account, "Top", null);
        var under = below(account, "Under", top);

        assertRefused(
                ErrorReason.VIRTUAL_ACCOUNT_BELOW_ITSELF,
                () -> tree.move(account.administrator(), top, under, version(account, top)));
        assertRefused(
                ErrorReason.STALE, () -> tree.move(account.administrator(), under, null, version(account, under) - 1));
        assertRefused(ErrorReason.VIRTUAL_ACCOUNT_HAS_CHILDREN, () -> service.delete(account.administrator(), top));
        tree.move(account.administrator(), under, null, version(account, under));
        service.delete(account.administrator(), top);
    }

    @Test
    void two_that_move_below_each_other_at_the_same_moment_make_no_circle() throws Exception {
        var account = accounts.account();
        var pools = List.of(below(account, "A", null), below(account, "B", null));
        var versions = pools.stream().map(pool -> version(account, pool)).toList();

        List<Boolean> moved = Threads.race(2, i -> () -> {
            try {
                tree.move(account.administrator(), pools.get(i), pools.get(1 - i), versions.get(i));
                return true;
            } catch (PortalException refused) {
                return false;
            }
        });

        assertThat(moved).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void a_role_with_children_reaches_what_lies_below_at_the_time_of_asking() {
        var account = accounts.account();
        var top = below(account, "Top", null);
        var under = below(account, "Under", top);
        var leaf = below(account, "Leaf", under);
        Actor person = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, top);
        var id = Objects.requireNonNull(person.userId());
        assertThat(person.may(Permission.MANAGE_LICENSES, account.id(), leaf)).isFalse();

        users.grantAll(
                account.administrator(),
                account.id(),
                id,
                Role.VIRTUAL_ACCOUNT_USER,
                List.of(new GrantScope(top, true)));
        assertThat(actors.userActor(id, null).poolsWith(Permission.MANAGE_LICENSES, account.id()))
                .containsExactlyInAnyOrder(top, under, leaf);

        tree.move(account.administrator(), under, account.pool(), version(account, under));
        assertThat(actors.userActor(id, null).may(Permission.VIEW, account.id(), leaf))
                .isFalse();
    }

    @Test
    void who_administers_one_virtual_account_alone_gives_nothing_that_reaches_below_it() {
        var account = accounts.account();
        var top = below(account, "Top", null);
        Actor administrator = accounts.actor(account, Role.VIRTUAL_ACCOUNT_ADMINISTRATOR, top);
        Actor person = accounts.actor(account, Role.VIRTUAL_ACCOUNT_VIEWER, top);

        assertRefused(
                ErrorReason.ROLE_BEYOND_OWN,
                () -> users.grantAll(
                        administrator,
                        account.id(),
                        Objects.requireNonNull(person.userId()),
                        Role.VIRTUAL_ACCOUNT_VIEWER,
                        List.of(new GrantScope(top, true))));
    }
}
