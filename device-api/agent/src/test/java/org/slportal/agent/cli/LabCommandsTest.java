package org.slportal.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slportal.agent.rig.Bench;

class LabCommandsTest {

    private static final Duration PATIENCE = Duration.ofMillis(1);

    @Test
    void what_goes_to_a_port_is_dropped_until_everything_may_pass() {
        Bench bench = Bench.advantage();
        assertThatCode(() -> bench.device.firewall().pass(8080, PATIENCE)).doesNotThrowAnyException();

        assertThat(bench.cli("lab firewall drop 8080")).isEqualTo("What goes to TCP port 8080 is dropped on its way\n");
        assertThatThrownBy(() -> bench.device.firewall().pass(8080, PATIENCE))
                .isInstanceOf(SocketTimeoutException.class);
        assertThatCode(() -> bench.device.firewall().pass(8443, PATIENCE)).doesNotThrowAnyException();

        assertThat(bench.cli("lab firewall pass")).isEqualTo("Everything passes\n");
        assertThatCode(() -> bench.device.firewall().pass(8080, PATIENCE)).doesNotThrowAnyException();
    }

    @Test
    void it_is_no_configuration() {
        Bench bench = Bench.advantage();

        bench.cli("lab firewall drop 8080");

        assertThat(bench.cli("show running-config")).doesNotContain("firewall");
        assertThat(bench.cli("lab firewall drop 65536")).contains("% Invalid input detected");
    }
}
