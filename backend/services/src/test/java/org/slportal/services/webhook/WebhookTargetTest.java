package org.slportal.services.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.slportal.services.testing.Refusals.assertRefused;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.services.error.ErrorReason;

/** Numbers only: no name server is asked. */
class WebhookTargetTest {

    private static final WebhookTarget CAREFUL =
            new WebhookTarget(new WebhookProperties(false, null, Duration.ofDays(3)));
    private static final WebhookTarget AT_HOME =
            new WebhookTarget(new WebhookProperties(true, null, Duration.ofDays(3)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data",
                "https://0.0.0.0/",
                "https://[::]/",
                "https://224.0.0.1/",
                "https://[fe80::1]/",
                "https://[ff02::1]/",
                "https://[fd00:ec2::254]/"
            })
    void neighbours_groups_and_metadata_are_never_spoken_to(String url) {
        assertRefused(ErrorReason.WEBHOOK_TARGET, () -> CAREFUL.resolve(url));
        assertRefused(ErrorReason.WEBHOOK_TARGET, () -> AT_HOME.resolve(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://198.18.0.1/",
                "https://240.0.0.1/",
                "https://0.1.2.3/",
                "https://[fd12::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::a00:1]/",
                "https://[2002:a00:1::]/",
                "https://[2001:0:1::1]/"
            })
    void private_networks_are_spoken_to_only_where_that_is_allowed(String url) {
        assertRefused(ErrorReason.WEBHOOK_TARGET, () -> CAREFUL.resolve(url));
        assertThatCode(() -> AT_HOME.resolve(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://172.32.0.1/",
                "https://172.15.0.1/",
                "https://100.128.0.1/",
                "https://8.8.8.8/",
                "https://[2606:4700::1]/",
                "http://127.0.0.1:9000/hook",
                "http://[::1]:9000/"
            })
    void public_addresses_and_this_machine_are_spoken_to(String url) {
        assertThatCode(() -> CAREFUL.resolve(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8/",
                "ftp://8.8.8.8/",
                "file:///etc/passwd",
                "https://user:word@8.8.8.8/",
                "https://8.8.8.8/#part",
                "https:///nowhere",
                "8.8.8.8",
                "https://8.8.8.8/a b"
            })
    void what_is_no_plain_address_is_refused(String url) {
        assertRefused(ErrorReason.WEBHOOK_URL, () -> CAREFUL.resolve(url));
    }

    @Test
    void path_port_and_host_are_kept_as_they_were_given() {
        var target = CAREFUL.resolve("https://8.8.8.8/hooks/portal?key=1");
        assertThat(target.path()).isEqualTo("/hooks/portal?key=1");
        assertThat(target.port()).isEqualTo(443);
        assertThat(CAREFUL.resolve("http://127.0.0.1:9000").path()).isEqualTo("/");
        assertThat(WebhookTarget.host("http://[::1]:9000/")).isEqualTo("::1");
    }
}
