package org.slportal.services.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertNotAllowed;
import static org.slportal.services.testing.Refusals.assertRefused;
import static org.slportal.services.testing.Refusals.assertUnknown;

import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.alert.AlertService;
import org.slportal.services.alert.AlertSort;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class AgreementServiceTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    AgreementService agreements;

    @Autowired
    AlertService alerts;

    private static final Actor PLATFORM = Actor.system("test");

    private static NewAgreement version(String code) {
        return new NewAgreement(code, "Terms", "약관", "Text", "본문", null);
    }

    private java.util.List<AlertCode> open(TestAccounts.Account account) {
        return alerts
                .list(account.administrator(), account.id(), null, null, PageQuery.first(50, AlertSort.RAISED_AT))
                .stream()
                .map(AlertListItem::code)
                .toList();
    }

    @Test
    void an_account_is_reminded_until_its_approver_accepts_and_again_of_a_new_version() {
        var account = accounts.account();
        var approver = accounts.actor(account, Role.SMART_ACCOUNT_APPROVER, null);
        String code = "T" + account.id();
        var first = agreements.publish(PLATFORM, account.id(), version(code));
        assertThat(open(account)).containsExactly(AlertCode.AGREEMENT_PENDING);

        agreements.accept(approver, account.id(), first);
        assertThat(open(account)).isEmpty();

        var second = agreements.publish(PLATFORM, account.id(), version(code));
        assertThat(open(account)).containsExactly(AlertCode.AGREEMENT_UPDATED);
        assertRefused(ErrorReason.AGREEMENT_NOT_CURRENT, () -> agreements.accept(approver, account.id(), first));
        agreements.accept(approver, account.id(), second);
        assertThat(open(account)).isEmpty();
        assertThat(agreements.read(approver, account.id(), second).item().acceptedBy())
                .isEqualTo(approver.name());
    }

    @Test
    void who_may_not_accept_is_refused_and_strangers_find_no_account() {
        var account = accounts.account();
        var id = agreements.publish(PLATFORM, account.id(), version("T" + account.id()));
        var viewer = accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null);
        var foreign = accounts.account().administrator();

        assertNotAllowed(() -> agreements.accept(viewer, account.id(), id));
        assertNotAllowed(() -> agreements.publish(viewer, account.id(), version("X")));
        assertNotAllowed(() -> agreements.publish(account.administrator(), account.id(), version("X")));
        assertUnknown(() -> agreements.publish(foreign, account.id(), version("X")));
        assertUnknown(() -> agreements.accept(foreign, account.id(), id));
        assertUnknown(() -> agreements.list(foreign, account.id()));
    }

    @Test
    void the_shipped_agreement_is_published_once_and_accepted_with_the_set_up() throws Exception {
        agreements.loadShipped();
        agreements.loadShipped();
        var account = accounts.account();

        assertThat(agreements.list(account.administrator(), account.id()))
                .filteredOn(item -> item.code().equals(AgreementService.PRACTICE))
                .singleElement()
                .matches(item -> account.userName().equals(item.acceptedBy()));
        assertThat(open(account)).isEmpty();
    }

    @Test
    void two_who_accept_at_once_leave_one_acceptance() throws Exception {
        var account = accounts.account();
        var id = agreements.publish(PLATFORM, account.id(), version("T" + account.id()));

        Threads.race(4, i -> () -> {
            agreements.accept(account.administrator(), account.id(), id);
            return true;
        });

        assertThat(open(account)).isEmpty();
    }
}
