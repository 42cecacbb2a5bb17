package org.slportal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packaged portal through kill -9 of everything, judged by the programs people have: check and ledger check. */
class RestartIT {

    private static final Duration CHECK = Duration.ofMinutes(2);

    @Test
    void check_passes_before_and_after_every_process_was_killed_and_the_data_is_the_same() throws Exception {
        RunningPortal portal = RunningPortal.fresh("restart");
        try {
            String before = check(portal, "check-before");
            assertThat(before).contains("1 of 500 of C9300-NW-A-24").contains("25 owned");
            portal.killEverything();

            portal = RunningPortal.again(portal);
            assertThat(portal.log()).doesNotContain("Catalogue loaded");
            // What the first check converted is still there.
            assertThat(check(portal, "check-after"))
                    .contains("1 of 499 of C9300-NW-A-24")
                    .contains("26 owned");

            // Beside the running portal.
            try (Child ledger = ledger(portal, "ledger-running")) {
                assertThat(ledger.awaitExit(CHECK)).isZero();
                assertThat(ledger.output()).contains("The ledger agrees.").doesNotContain("✗");
            }
        } finally {
            portal.close();
        }
        // And with no portal running.
        try (Child ledger = ledger(portal, "ledger-stopped")) {
            assertThat(ledger.awaitExit(CHECK)).isZero();
            assertThat(ledger.output()).contains("The ledger agrees.");
        }
    }

    @Test
    void a_port_in_use_and_a_directory_in_use_are_told_in_one_line() throws Exception {
        RunningPortal portal = RunningPortal.fresh("in-use");
        try {
            try (Child second = Child.start(
                    output(portal, "port-in-use"),
                    Jars.portal(),
                    List.of(
                            "demo",
                            "--data",
                            portal.data.toString(),
                            "--http-port",
                            Integer.toString(portal.httpPort)))) {
                assertThat(second.awaitExit(CHECK)).isEqualTo(2);
                assertThat(second.output().strip().lines()).hasSize(1);
                assertThat(second.output()).contains("Port " + portal.httpPort).contains("--http-port");
            }
            try (Child second = Child.start(
                    output(portal, "directory-in-use"),
                    Jars.portal(),
                    List.of(
                            "demo",
                            "--data",
                            portal.data.toString(),
                            "--http-port",
                            Integer.toString(RunningPortal.freePort()),
                            "--https-port",
                            Integer.toString(RunningPortal.freePort())))) {
                assertThat(second.awaitExit(CHECK)).isEqualTo(1);
                assertThat(second.output()).contains("Another portal is using the database directory");
                assertThat(second.output()).doesNotContain("\tat ");
            }
        } finally {
            portal.close();
        }
    }

    private static String check(RunningPortal portal, String name) throws Exception {
        try (Child check = Child.start(
                output(portal, name),
                Jars.agent(),
                List.of("check", "--credentials", portal.credentials().toString()))) {
            assertThat(check.awaitExit(CHECK)).as(check.output()).isZero();
            assertThat(check.output()).contains("steps hold").doesNotContain("✗");
            return check.output();
        }
    }

    private static Child ledger(RunningPortal portal, String name) throws Exception {
        return Child.start(
                output(portal, name), Jars.portal(), List.of("ledger", "check", "--data", portal.data.toString()));
    }

    private static Path output(RunningPortal portal, String name) {
        return portal.data.resolveSibling(name + ".log");
    }
}
