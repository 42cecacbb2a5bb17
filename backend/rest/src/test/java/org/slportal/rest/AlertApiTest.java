package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.alert.DuplicateAlerts;
import org.slportal.services.db.Transactions;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class AlertApiTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    DuplicateAlerts duplicates;

    @Autowired
    Transactions transactions;

    @Autowired
    ApiCalls api;

    private void raise(TestAccounts.Account account, String subject) {
        transactions.run(() -> duplicates.raise(account.administrator(), account.id(), account.pool(), subject));
    }

    private String first(String bearer, TestAccounts.Account account) {
        return api.post(bearer, ApiCalls.account(account) + "/alerts", "{}")
                .json()
                .at("/alerts/0/alertId")
                .asString();
    }

    @Test
    void alerts_are_snoozed_and_dismissed_by_their_ids() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());
        String path = ApiCalls.account(account) + "/alerts";
        raise(account, "A1");
        String id = first(bearer, account);

        assertThat(api.post(
                                bearer,
                                path + "/snooze",
                                "{\"alertIds\":[\"" + id + "\"],\"until\":\"2027-02-20T00:00:00Z\"}")
                        .json()
                        .path("alerts")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.post(bearer, path, "{}").json().path("totalRecords").asInt())
                .isZero();
        assertThat(api.post(bearer, path + "/dismiss", "{\"alertIds\":[\"" + id + "\"]}")
                        .json()
                        .path("alerts")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_foreign_alert_is_unknown_a_viewer_may_not_and_no_moment_is_refused() {
        var account = accounts.account();
        var foreign = accounts.account();
        raise(account, "A2");
        String id = first(api.bearer(account.administrator()), account);
        String one = "{\"alertIds\":[\"" + id + "\"]}";

        assertThat(api.post(api.bearer(foreign.administrator()), ApiCalls.account(foreign) + "/alerts/dismiss", one)
                        .status())
                .isEqualTo(404);
        String viewer = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null));
        assertThat(api.post(viewer, ApiCalls.account(account) + "/alerts/dismiss", one)
                        .status())
                .isEqualTo(403);
        String bearer = api.bearer(account.administrator());
        assertThat(api.post(bearer, ApiCalls.account(account) + "/alerts/snooze", one)
                        .status())
                .isBetween(400, 422);
        assertThat(api.post(bearer, ApiCalls.account(account) + "/alerts/dismiss", "{\"alertIds\":[\"x\"]}")
                        .status())
                .isEqualTo(404);
    }
}
