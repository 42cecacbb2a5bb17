package org.slportal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.lab.attached.AttachedSwitchService;
import org.slportal.services.testing.LabDatabase;
import org.slportal.services.testing.ScriptedSwitch;
import org.slportal.services.testing.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = RestTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"server.address=127.0.0.1", "portal.lab=true"})
@ContextConfiguration(initializers = LabDatabase.class)
@DirtiesContext
class ScenarioControllerTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    AttachedSwitchService switches;

    @Autowired
    ApiCalls api;

    private final ScriptedSwitch device = new ScriptedSwitch();
    private TestAccounts.Account account;
    private String bearer;
    private String path;

    @BeforeEach
    void an_attached_switch() {
        account = accounts.account();
        bearer = api.bearer(account.administrator());
        path = ApiPaths.BASE + "/v1/accounts/" + account.domain() + "/lab/scenarios";
        switches.announce(account.administrator(), account.id(), List.of(device.ssh.announced()));
    }

    @AfterEach
    void switch_off() {
        device.close();
    }

    private ApiCalls.Answer start(int scenario, String on) {
        return api.post(
                bearer,
                path,
                "{\"scenario\":" + scenario + ",\"switch\":\"" + on + "\",\"virtualAccount\":\"Default\"}");
    }

    private JsonNode settled(String id) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonNode exercise = api.get(bearer, path + "/" + id).json().path("exercise");
        while (exercise.path("state").asString().equals("SETTING_UP") && System.nanoTime() < end) {
            Thread.sleep(20);
            exercise = api.get(bearer, path + "/" + id).json().path("exercise");
        }
        return exercise;
    }

    @Test
    void a_script_sets_a_failure_up_reads_what_was_printed_and_has_the_remedy_checked() throws Exception {
        ApiCalls.Answer started = start(4, "acc-krk-01");
        assertThat(started.status()).isEqualTo(200);
        String id = started.json().path("exercise").path("id").asString();

        JsonNode exercise = settled(id);

        assertThat(exercise.path("state").asString()).isEqualTo("READY");
        assertThat(exercise.path("switch").asString()).isEqualTo("acc-krk-01");
        assertThat(exercise.path("printed").asString()).contains("Communication transport not available");
        assertThat(exercise.path("hints")).hasSize(3);
        JsonNode check = api.post(bearer, path + "/" + id + "/check", "{}").json();
        assertThat(check.path("solved").asBoolean()).isFalse();
        assertThat(check.path("findings").get(0).path("point").asString()).isEqualTo("REGISTERED");
        assertThat(api.get(bearer, path).json().path("totalRecords").asInt()).isEqualTo(1);
        assertThat(api.post(bearer, path + "/" + id + "/end", "{}").status()).isEqualTo(200);
        assertThat(settled(id).path("state").asString()).isEqualTo("ENDED");
    }

    @Test
    void what_cannot_be_started_is_told() {
        assertThat(start(10, "acc-krk-01").json().path("code").asString()).isEqualTo("SCENARIO_UNKNOWN");
        assertThat(start(4, "nobody").status()).isEqualTo(404);
        assertThat(api.post(bearer, path, "{\"switch\":\"acc-krk-01\"}")
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("scenario");
        assertThat(api.get(bearer, path + "/none").status()).isEqualTo(404);
        assertThat(api.get(bearer, path + "/999999").status()).isEqualTo(404);
    }

    @Test
    void whoever_does_not_operate_the_lab_or_is_a_stranger_gets_nothing() {
        String viewer = api.bearer(accounts.actor(account, Role.SMART_ACCOUNT_VIEWER, null));
        assertThat(api.get(viewer, path).status()).isEqualTo(403);

        String stranger = api.bearer(accounts.account().administrator());
        assertThat(api.get(stranger, path).status()).isEqualTo(404);
    }
}
