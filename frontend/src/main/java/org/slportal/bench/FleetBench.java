package org.slportal.bench;

import static org.slportal.db.jooq.Tables.LICENSE;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.PortalProperties;
import org.slportal.services.db.Transactions;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Pools;
import org.slportal.services.token.NewToken;
import org.slportal.services.token.TokenService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How long a switch takes to be authorized, and whether a fleet of them fits into one process, against the whole portal. */
@Component
@Lazy
class FleetBench {

    private static final double REGISTRATION_MILLIS = 1_500;
    private static final double MEMORY_MIB = 1_024;
    private static final double HEAP_BYTES_PER_SWITCH = 8_192;
    /** Heap of the fleet: what is left of the memory is for code, threads and connections. */
    private static final int FLEET_HEAP_MIB = 640;

    private static final int WATCHED = 40;
    private static final int RENEWALS_A_SECOND = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DSLContext sql;
    private final BenchData data;
    private final Transactions transactions;
    private final Pools pools;
    private final TokenService tokens;
    private final PortalProperties properties;

    FleetBench(
            DSLContext sql,
            BenchData data,
            Transactions transactions,
            Pools pools,
            TokenService tokens,
            PortalProperties properties) {
        this.sql = sql;
        this.data = data;
        this.transactions = transactions;
        this.pools = pools;
        this.tokens = tokens;
        this.properties = properties;
    }

    /** @param agent the jar of the simulated switches */
    void run(BenchReport report, Path agent, int count, Path home) throws IOException, InterruptedException {
        String token = stockedToken(count);
        report.say("Load average before: %.1f on %d processors. Registrations, one after the other:"
                .formatted(load(), Runtime.getRuntime().availableProcessors()));
        Path times = home.resolve("stopwatch.json");
        java(agent, 256, token, List.of("stopwatch", "--count", Integer.toString(WATCHED), "--json", times.toString()));
        double[] millis = JSON.readValue(Files.readString(times), double[].class);
        Samples samples = new Samples(millis);
        report.atMost("register and authorize, median of " + WATCHED, samples.median(), "ms", REGISTRATION_MILLIS);
        report.atMost("register and authorize, p95 of " + WATCHED, samples.p95(), "ms", REGISTRATION_MILLIS);

        report.say("Load average before: %.1f. A fleet of %,d:".formatted(load(), count));
        Path figures = home.resolve("fleet.json");
        java(
                agent,
                FLEET_HEAP_MIB,
                token,
                List.of(
                        "fleet",
                        "--count",
                        Integer.toString(count),
                        "--share-keys",
                        "--ramp",
                        "500/s",
                        "--think",
                        Double.toString(Math.max(1, (double) count / RENEWALS_A_SECOND)),
                        "--renewals",
                        "1",
                        "--json",
                        figures.toString()));
        JsonNode fleet = JSON.readTree(Files.readString(figures));
        report.atLeast("switches registered", fleet.path("registered").asDouble(), "switches", count);
        report.atLeast("switches authorized", fleet.path("authorized").asDouble(), "switches", count);
        report.atLeast("switches that renewed", fleet.path("renewed").asDouble(), "switches", count);
        report.atMost(
                "memory of the fleet's process", fleet.path("peak_memory_mib").asDouble(), "MiB", MEMORY_MIB);
        report.atMost(
                "heap for each switch, besides keys",
                fleet.path("heap_per_switch").asDouble(),
                "bytes",
                HEAP_BYTES_PER_SWITCH);
        report.say(String.format(
                Locale.ROOT,
                "  all of it in %.1f s, %,d messages, p95 %.1f ms, %d transport faults",
                fleet.path("seconds").asDouble(),
                fleet.path("messages").asLong(),
                fleet.path("p95_millis").asDouble(),
                fleet.path("faults").asLong()));
    }

    /** An account that has enough of everything, and a token for it. */
    private String stockedToken(int count) {
        BenchData.Account account = data.account(0, false);
        transactions.run(() -> {
            pools.lock(account.pool());
            pools.deposit(
                    account.administrator(),
                    account.id(),
                    account.pool(),
                    sql.select(LICENSE.LICENSE_ID)
                            .from(LICENSE)
                            .fetch(row -> Deposit.order(row.value1(), count, LicenseTerm.PERPETUAL, null, "bench")));
            pools.rebalance(account.administrator(), account.id(), account.pool());
        });
        return tokens.create(account.administrator(), new NewToken(account.pool(), "bench", 1, null, true))
                .text();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** The switches are another program, as they are in life. */
    private void java(Path agent, int heapMib, String token, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMib + "m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                agent.toString()));
        command.addAll(arguments);
        command.addAll(List.of(
                "--token",
                token,
                "--url",
                "https://localhost:" + properties.httpsPort(),
                "--trust-anchor",
                properties.dataDir().resolve("public").resolve("root.pem").toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        Thread stop = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            int exit = process.waitFor();
            if (exit > 1) {
                throw new IllegalStateException("The switches ended with code " + exit);
            }
            Runtime.getRuntime().removeShutdownHook(stop);
        } finally {
            process.destroy();
        }
    }
}
