package org.slportal.agent.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.nvram.DirectoryNvram;
import org.slportal.agent.nvram.Nvram;
import tools.jackson.databind.JsonNode;

/** Token, PAK conversion, registration, authorization, renewals, shortage, deregistration: each step asks both sides. */
public final class MainJob {

    /** What a C9300-24P with network-advantage uses. */
    private static final String LICENSE = "C9300 Network Advantage";

    private static final String DEVICE_NAME = "(C9300-24 Network Advan...)";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 1000;

    private final PortalApi api;
    private final PortalAccess access;
    private final CheckReport report;
    private final BiFunction<String, Nvram, SimulatedSwitch> switches;
    private final String serial;
    private String token = "";
    private int inUseBefore;

    /** @param switches makes a switch of a definition and a memory, already on */
    public MainJob(
            PortalApi api,
            PortalAccess access,
            CheckReport report,
            BiFunction<String, Nvram, SimulatedSwitch> switches) {
        this.api = api;
        this.access = access;
        this.report = report;
        this.switches = switches;
        this.serial =
                "CHK" + Long.toString(new SecureRandom().nextLong(1L << 40), 36).toUpperCase(Locale.ROOT);
    }

    /** Takes the steps; ends early when what follows would make no sense. */
    public void run() {
        try {
            boolean prepared = report.step("Sign in to the API", () -> "token for " + api.signIn() + " s")
                    && report.step("Make a registration token for one device", this::makeToken)
                    && report.step("Convert one licence of a PAK", this::convert)
                    && report.step("Read the pool", this::readPool);
            if (prepared) {
                withSwitch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void withSwitch() throws InterruptedException {
        Path directory = temporaryDirectory();
        try (DirectoryNvram memory = DirectoryNvram.open(directory.resolve("nvram"));
                SimulatedSwitch device = switches.apply(
                        "name=check-" + serial + ",pid=C9300-24P,sn=" + serial + ",features=network-advantage",
                        memory)) {
            CliSession terminal = CliSession.privileged(device);
            boolean registered = report.step("Register the switch " + serial, () -> register(terminal));
            if (registered) {
                report.step("show license summary: names, tag and count", () -> summary(terminal));
                report.step("The device is listed with its licence", () -> device(true));
                report.step("The pool shows the licence in use", () -> pool(1));
                report.step("license smart renew auth", () -> renew(terminal, "auth", "AUTH_RENEW_SUCCESS"));
                report.step("license smart renew id", () -> renew(terminal, "id", "ID_CERT_RENEW_SUCCESS"));
                report.step("license smart deregister", () -> deregister(terminal));
                report.step("The device is gone", () -> device(false));
                report.step("The pool has the licence back", () -> pool(0));
                new Shortage(api, access, report, switches, serial).run(directory.resolve("router"));
            }
        } finally {
            delete(directory);
        }
    }

    private String makeToken() throws CheckFailure, InterruptedException {
        JsonNode made = api.newToken(serial);
        token = PortalApi.text(made, "token");
        return "until " + made.path("expirationDate").asString("?");
    }

    private String convert() throws CheckFailure, InterruptedException {
        JsonNode paks = api.post("/paks", Map.of("limit", MOST, "offset", 0)).path("paks");
        for (JsonNode pak : paks) {
            for (JsonNode line : pak.path("lines")) {
                if (line.path("eligible").asBoolean(false)
                        && line.path("available").asInt(0) >= 1
                        && line.path("license").asString("").equals(LICENSE)) {
                    return convert(pak, line);
                }
            }
        }
        throw new CheckFailure("no PAK line that gives " + LICENSE + " is eligible and has one left");
    }

    private String convert(JsonNode pak, JsonNode line) throws CheckFailure, InterruptedException {
        Map<String, Object> order = Map.of(
                "pak", PortalApi.text(pak, "pak"),
                "lineNumber", line.path("lineNumber").asInt(),
                "quantity", 1);
        JsonNode answer = api.post(
                api.virtualAccountPath() + "/paks/convert",
                Map.of("requestId", UUID.randomUUID().toString(), "lines", List.of(order)));
        require(answer.path("status").asString(""), "SUCCESS", "status of the conversion");
        return "1 of " + line.path("available").asInt() + " of "
                + line.path("sku").asString() + " from " + pak.path("pak").asString();
    }

    private String readPool() throws CheckFailure, InterruptedException {
        JsonNode license = license();
        inUseBefore = license.path("inUse").asInt(-1);
        return license.path("quantity").asInt() + " owned, " + inUseBefore + " in use";
    }

    private String register(CliSession terminal) throws CheckFailure, InterruptedException {
        String answer =
                terminal.execute("license smart register idtoken " + token).strip();
        if (!answer.startsWith("Registration process is in progress.")) {
            throw new CheckFailure(answer);
        }
        until(
                terminal,
                "show license summary",
                shown -> shown.contains("  Status: REGISTERED\n") && shown.contains("  Status: AUTHORIZED\n"),
                "Failure reason:");
        return "REGISTERED, AUTHORIZED";
    }

    private String summary(CliSession terminal) throws CheckFailure {
        String shown = terminal.execute("show license summary");
        String row = String.format("  %-24s%-30s%5d AUTHORIZED\n", LICENSE, DEVICE_NAME, 1);
        for (String expected : List.of(
                "  Virtual Account: " + access.virtualAccount() + "\n",
                "  Export-Controlled Functionality: ALLOWED\n",
                "  Last Communication Attempt: SUCCEEDED\n",
                row)) {
            if (!shown.contains(expected)) {
                throw new CheckFailure("it lacks \"" + expected.strip() + "\"");
            }
        }
        return LICENSE + " " + DEVICE_NAME + " 1";
    }

    private String device(boolean expected) throws CheckFailure, InterruptedException {
        JsonNode devices = api.post(
                        "/devices",
                        Map.of("virtualAccounts", List.of(access.virtualAccount()), "limit", MOST, "offset", 0))
                .path("devices");
        for (JsonNode device : devices) {
            if (device.path("sudi").path("udiSerialNumber").asString("").equals(serial)) {
                if (!expected) {
                    throw new CheckFailure(serial + " is still listed");
                }
                for (JsonNode use : device.path("licenseUsage")) {
                    if (use.path("license").asString("").equals(LICENSE)) {
                        require(use.path("quantity").asString(""), "1", "quantity of " + LICENSE);
                        return device.path("hostName").asString("?");
                    }
                }
                throw new CheckFailure(serial + " is listed without " + LICENSE);
            }
        }
        if (expected) {
            throw new CheckFailure(serial + " is not listed");
        }
        return "";
    }

    private String pool(int more) throws CheckFailure, InterruptedException {
        int inUse = license().path("inUse").asInt(-1);
        require(String.valueOf(inUse), String.valueOf(inUseBefore + more), "in use");
        return inUse + " in use";
    }

    private JsonNode license() throws CheckFailure, InterruptedException {
        JsonNode licenses = api.post(
                        "/licenses",
                        Map.of("virtualAccounts", List.of(access.virtualAccount()), "limit", MOST, "offset", 0))
                .path("licenses");
        for (JsonNode license : licenses) {
            if (license.path("license").asString("").equals(LICENSE)) {
                return license;
            }
        }
        throw new CheckFailure(LICENSE + " is not in " + access.virtualAccount());
    }

    private static String renew(CliSession terminal, String what, String success)
            throws CheckFailure, InterruptedException {
        String count = "show logging | count " + success;
        String before = terminal.execute(count);
        String answer = terminal.execute("license smart renew " + what).strip();
        if (!answer.isEmpty()) {
            throw new CheckFailure(answer);
        }
        until(terminal, count, shown -> !shown.equals(before), "%%");
        return "";
    }

    static String deregister(CliSession terminal) throws CheckFailure, InterruptedException {
        String answer = terminal.execute("license smart deregister").strip();
        if (!answer.isEmpty()) {
            throw new CheckFailure(answer);
        }
        until(terminal, "show license summary", shown -> shown.contains("  Status: UNREGISTERED\n"), "%%");
        if (!terminal.execute("show logging | include AGENT_DEREG_SUCCESS").contains("AGENT_DEREG_SUCCESS")) {
            throw new CheckFailure("the portal did not confirm: "
                    + terminal.execute("show logging | include AGENT_DEREG_FAILED")
                            .strip());
        }
        return "";
    }

    /** Repeats a command until it shows what is awaited; a line with the failure's words ends the waiting. */
    static void until(CliSession terminal, String command, Predicate<String> awaited, String failure)
            throws CheckFailure, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String shown = terminal.execute(command);
            if (awaited.test(shown)) {
                return;
            }
            String reason = shown.lines()
                    .filter(line -> line.contains(failure))
                    .findFirst()
                    .orElse("");
            if (!reason.isEmpty()) {
                throw new CheckFailure(reason.strip());
            }
            if (System.nanoTime() > end) {
                throw new CheckFailure("nothing after " + PATIENCE.toSeconds() + " s; last log: "
                        + terminal.execute("show logging").lines().reduce("", (a, b) -> b));
            }
            Thread.sleep(10);
        }
    }

    private static void require(String actual, String expected, String what) throws CheckFailure {
        if (!actual.equals(expected)) {
            throw new CheckFailure(what + " is " + actual + ", expected " + expected);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("switch-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
