package org.slportal.agent.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.nvram.DirectoryNvram;
import org.slportal.agent.nvram.Nvram;
import tools.jackson.databind.JsonNode;

/** A device that asks for more than the pool holds: it is out of compliance and an alert says so, until it leaves. */
final class Shortage {

    /** What a CSR1000V with ax-5000 uses; the demo's Virtual Account owns none, nor anything that stands above it. */
    private static final String LICENSE = "CSR 1KV AX 5G";

    private static final String FEATURE = "ax-5000";
    private static final String ALERT = "INSUFFICIENT_LICENSES";
    private static final int MOST = 1000;

    private final PortalApi api;
    private final PortalAccess access;
    private final CheckReport report;
    private final BiFunction<String, Nvram, SimulatedSwitch> switches;
    private final String serial;
    private int missingBefore;

    Shortage(
            PortalApi api,
            PortalAccess access,
            CheckReport report,
            BiFunction<String, Nvram, SimulatedSwitch> switches,
            String mainSerial) {
        this.api = api;
        this.access = access;
        this.report = report;
        this.switches = switches;
        this.serial = mainSerial.replaceFirst("CHK", "CHR");
    }

    void run(Path memoryDirectory) throws InterruptedException {
        String definition = "name=check-" + serial + ",pid=CSR1000V,sn=" + serial + ",features=" + FEATURE;
        try (DirectoryNvram memory = DirectoryNvram.open(memoryDirectory);
                SimulatedSwitch router = switches.apply(definition, memory)) {
            CliSession terminal = CliSession.privileged(router);
            boolean registered = report.step("Ask for a licence the pool lacks", () -> ask(terminal));
            if (registered) {
                report.step("An alert names the shortage", () -> alert(missingBefore + 1));
                report.step("The router deregisters", () -> MainJob.deregister(terminal));
                report.step("The alert is cleared", () -> alert(missingBefore));
            }
        }
    }

    private String ask(CliSession terminal) throws CheckFailure, InterruptedException {
        missingBefore = missing();
        String token = PortalApi.text(api.newToken(serial), "token");
        terminal.execute("license smart register idtoken " + token);
        MainJob.until(
                terminal,
                "show license summary",
                shown -> shown.contains("  Status: REGISTERED\n") && shown.contains("  Status: OUT OF COMPLIANCE\n"),
                "Failure reason:");
        return LICENSE + ": OUT OF COMPLIANCE";
    }

    private String alert(int expected) throws CheckFailure, InterruptedException {
        int missing = missing();
        if (missing != expected) {
            throw new CheckFailure("the portal says that " + missing + " are missing, not " + expected);
        }
        return expected == 0 ? "" : expected + " missing";
    }

    /** As the portal's open alert tells it; 0 without an alert. */
    private int missing() throws CheckFailure, InterruptedException {
        JsonNode alerts = api.post(
                        "/alerts",
                        Map.of("virtualAccounts", List.of(access.virtualAccount()), "limit", MOST, "offset", 0))
                .path("alerts");
        for (JsonNode alert : alerts) {
            if (alert.path("alert").asString("").equals(ALERT)
                    && alert.path("license").asString("").equals(LICENSE)) {
                return alert.path("quantity").asInt(0);
            }
        }
        return 0;
    }
}
