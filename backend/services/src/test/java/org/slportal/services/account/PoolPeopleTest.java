package org.slportal.services.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.user.GrantScope;
import org.slportal.services.user.UserService;
import org.springframework.beans.factory.annotation.Autowired;

/** Who counts as somebody with access to a Virtual Account, on its page and in the list: the same. */
@DatabaseTest
class PoolPeopleTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    AccountService service;

    @Autowired
    VirtualAccountTree tree;

    @Autowired
    UserService users;

    private TestAccounts.Account account;
    private VirtualAccountId top;
    private VirtualAccountId middle;
    private VirtualAccountId leaf;
    private VirtualAccountId beside;

    @BeforeEach
    void pools() {
        account = accounts.account();
        top = below("Top", null);
        middle = below("Middle", top);
        leaf = below("Leaf", middle);
        beside = below("Beside", null);
    }

    private VirtualAccountId below(String name, @Nullable VirtualAccountId parent) {
        return service.create(account.administrator(), account.id(), new VirtualAccountData(name, "", parent));
    }

    private void give(Actor person, VirtualAccountId pool, boolean children) {
        users.grantAll(
                account.administrator(),
                account.id(),
                Objects.requireNonNull(person.userId()),
                Role.VIRTUAL_ACCOUNT_USER,
                List.of(new GrantScope(pool, children)));
    }

    private List<Integer> people() {
        var rows = tree.list(account.administrator(), account.id(), PageQuery.first(50, VirtualAccountSort.PATH), "");
        for (VirtualAccountRow row : rows) {
            assertThat(service.people(account.administrator(), row.id()))
                    .as(row.path())
                    .isEqualTo(row.people());
        }
        return List.of(top, middle, leaf, beside).stream()
                .map(pool -> rows.stream()
                        .filter(row -> row.id().equals(pool))
                        .findFirst()
                        .orElseThrow()
                        .people())
                .toList();
    }

    @Test
    void whoever_sees_the_whole_account_counts_everywhere() {
        assertThat(people()).containsExactly(1, 1, 1, 1);

        accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        assertThat(people()).containsExactly(2, 2, 2, 2);
    }

    @Test
    void a_role_counts_where_it_was_given_and_below_only_if_it_includes_that() {
        Actor one = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, beside);
        give(one, middle, false);
        assertThat(people()).containsExactly(1, 2, 1, 2);

        Actor other = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, beside);
        give(other, top, true);
        assertThat(people()).containsExactly(2, 3, 2, 3);
    }

    @Test
    void nobody_counts_twice_whichever_ways_lead_there() {
        Actor one = accounts.actor(account, Role.VIRTUAL_ACCOUNT_USER, leaf);
        give(one, top, true);
        give(one, middle, true);
        assertThat(people()).containsExactly(2, 2, 2, 1);

        give(account.administrator(), leaf, false);
        assertThat(people()).as("the administrator is there already").containsExactly(2, 2, 2, 1);
    }

    @Test
    void people_of_another_account_do_not_count_and_cannot_ask() {
        var foreign = accounts.account();
        accounts.actor(foreign, Role.SMART_ACCOUNT_USER, null);

        assertThat(people()).containsExactly(1, 1, 1, 1);
        assertUnknown(() -> service.people(foreign.administrator(), top));
    }
}
