package org.slportal.services.accessrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Permission;
import org.slportal.domain.access.Role;
import org.slportal.services.access.ActorService;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.slportal.services.user.GrantScope;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class AccessRequestServiceTest {

    private static final PageQuery<AccessRequestSort> PAGE = PageQuery.first(50, AccessRequestSort.TIME);
    private static final List<GrantScope> WHOLE = List.of(GrantScope.WHOLE_ACCOUNT);

    @Autowired
    TestAccounts accounts;

    @Autowired
    AccessRequestService requests;

    @Autowired
    ActorService actors;

    @Test
    void an_unknown_domain_reads_like_a_known_one_to_whoever_asks() {
        var account = accounts.account();
        var asker = accounts.account().administrator();

        requests.ask(asker, account.domain(), "please");
        requests.ask(asker, "nobody-" + account.domain(), "please");

        assertThat(requests.mine(asker, PAGE))
                .extracting(AccessRequestItem::state)
                .containsExactly(AccessRequestState.PENDING, AccessRequestState.PENDING);
        assertThat(requests.count(account.administrator(), account.id(), null).rows())
                .isEqualTo(1);
        assertRefused(ErrorReason.REQUEST_OPEN, () -> requests.ask(asker, account.domain(), "again"));
        assertRefused(ErrorReason.REQUEST_OPEN, () -> requests.ask(asker, "nobody-" + account.domain(), "again"));
    }

    @Test
    void an_approved_request_opens_the_account_a_declined_one_does_not() {
        var account = accounts.account();
        var asker = accounts.account().administrator();
        var id = requests.ask(asker, account.domain(), "");
        requests.decline(account.administrator(), id, "Ask the lab instead");
        assertThat(requests.mine(asker, PAGE).getFirst().reason()).isEqualTo("Ask the lab instead");

        var again = requests.ask(asker, account.domain(), "");
        requests.approve(account.administrator(), again, Role.SMART_ACCOUNT_VIEWER, WHOLE);

        assertThat(actors.userActor(Objects.requireNonNull(asker.userId()), null)
                        .may(Permission.VIEW, account.id(), null))
                .isTrue();
    }

    @Test
    void only_the_accounts_administrators_decide_and_strangers_find_nothing() {
        var account = accounts.account();
        var stranger = accounts.account();
        var user = accounts.actor(account, Role.SMART_ACCOUNT_USER, null);
        var id = requests.ask(stranger.administrator(), account.domain(), "");

        assertNotAllowed(() -> requests.approve(user, id, Role.SMART_ACCOUNT_VIEWER, WHOLE));
        assertUnknown(() -> requests.approve(stranger.administrator(), id, Role.SMART_ACCOUNT_VIEWER, WHOLE));
        assertUnknown(() -> requests.list(stranger.administrator(), account.id(), null, PAGE));
        assertUnknown(() -> requests.withdraw(account.administrator(), id));
    }

    @Test
    void two_who_decide_at_once_decide_once() throws Exception {
        var account = accounts.account();
        var id = requests.ask(accounts.account().administrator(), account.domain(), "");

        List<Boolean> decided = Threads.race(2, i -> () -> {
            try {
                requests.approve(account.administrator(), id, Role.SMART_ACCOUNT_VIEWER, WHOLE);
                return true;
            } catch (PortalException refused) {
                return false;
            }
        });

        assertThat(decided).containsExactlyInAnyOrder(true, false);
    }
}
