package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class SearchApiTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiCalls api;

    @Test
    void one_search_answers_where_a_pak_is_and_why_it_cannot_be_converted() {
        var account = accounts.account();
        accounts.pak(account, account.pool(), "C9300-NW-A-24", 5, 2, null);
        accounts.pak(account, null, "C9300-NW-A-24", 5, 0, null);

        var answer = search(account, account, "4711");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var json = answer.json();
        assertThat(json.path("paks")).hasSize(2);
        var assigned = json.path("paks").get(0);
        assertThat(assigned.path("virtualAccount").asString()).isEqualTo("Default");
        var line = assigned.path("lines").get(0);
        assertThat(line.path("eligible").asBoolean()).isTrue();
        assertThat(line.path("available").asInt()).isEqualTo(3);
        assertThat(line.path("fulfilled").get(0).path("device").asString()).startsWith("PID:ISR4331/K9,SN:");
        var unassigned = json.path("paks").get(1);
        assertThat(unassigned.has("virtualAccount")).isFalse();
        assertThat(unassigned.path("lines").get(0).path("reason").asString()).isEqualTo("NOT_ASSIGNED");
    }

    @Test
    void a_foreign_account_is_404_and_what_lies_there_is_not_found() {
        var account = accounts.account();
        var foreign = accounts.account();
        accounts.pak(account, account.pool(), "C9300-NW-A-24", 5, 0, null);

        assertThat(search(foreign, account, "4711").status()).isEqualTo(404);
        assertThat(search(foreign, foreign, "4711").json().path("paks")).isEmpty();
    }

    @Test
    void an_empty_search_is_refused() {
        var account = accounts.account();

        var answer = search(account, account, "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).isEqualTo("REQUIRED");
    }

    private ApiCalls.Answer search(TestAccounts.Account caller, TestAccounts.Account account, String text) {
        return api.get(api.bearer(caller.administrator()), ApiCalls.account(account) + "/search?q=" + text);
    }
}
