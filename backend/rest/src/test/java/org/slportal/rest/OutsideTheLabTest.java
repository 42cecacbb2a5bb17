package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A portal for real use: its tests run in the lab otherwise. */
@ApiTest
@TestPropertySource(properties = "portal.lab=false")
class OutsideTheLabTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    ApiCalls api;

    @Test
    void there_is_no_clock_to_move() {
        String bearer = api.bearer(accounts.account().administrator());

        assertThat(api.get(bearer, ApiPaths.BASE + "/v1/lab/clock").status()).isEqualTo(404);
        assertThat(api.post(bearer, ApiPaths.BASE + "/v1/lab/clock", "{\"advanceSeconds\":60}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void there_are_no_switches_to_attach() {
        var account = accounts.account();
        String bearer = api.bearer(account.administrator());
        String path = ApiCalls.account(account) + "/lab/switches";

        assertThat(api.get(bearer, path).status()).isEqualTo(404);
        assertThat(api.post(bearer, path, "{\"switches\":[]}").status()).isEqualTo(404);
    }
}
