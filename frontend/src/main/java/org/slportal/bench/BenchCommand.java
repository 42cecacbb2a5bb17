package org.slportal.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slportal.app.PortalApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what the portal promises, each time on a fresh database that is thrown away afterwards. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "measure the portal on a throwaway database")
public final class BenchCommand {

    private static final int MIN_LINES = 1_000;
    private static final int MAX_LINES = 1_000_000;
    /** With fewer, what the connections take would be mistaken for the switches'. */
    private static final int MIN_SWITCHES = 5_000;

    private static final int MAX_SWITCHES = 100_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** @return 0 if every goal was met */
    @Command(name = "conversion", mixinStandardHelpOptions = true, description = "bulk conversion and the PAK list")
    int conversion(
            @Option(
                            names = "--lines",
                            paramLabel = "N",
                            defaultValue = "100000",
                            description = "lines of the largest bulk conversion, default ${DEFAULT-VALUE}")
                    int lines,
            @Option(
                            names = "--paks",
                            paramLabel = "N",
                            defaultValue = "1000000",
                            description = "PAKs of the long list, default ${DEFAULT-VALUE}")
                    int paks,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            defaultValue = "target/bench/conversion.json",
                            description = "where the figures go, default ${DEFAULT-VALUE}")
                    Path out)
            throws Exception {
        for (int number : List.of(lines, paks)) {
            if (number < MIN_LINES || number > MAX_LINES) {
                throw new ParameterException(
                        spec.commandLine(), "Choose from " + MIN_LINES + " to " + MAX_LINES + ", not " + number);
            }
        }
        return onThrowawayDatabase(out, (report, home, settings) -> {
            try (var context = new SpringApplicationBuilder(BenchApplication.class)
                    .web(WebApplicationType.NONE)
                    .run(arguments(settings))) {
                context.getBean(ConversionBench.class).run(report, lines, paks);
            }
        });
    }

    /** How much is written. */
    enum Scale {
        small(100_000, 500),
        full(1_000_000, 5_000);

        private final int rows;
        private final int pools;

        Scale(int rows, int pools) {
            this.rows = rows;
            this.pools = pools;
        }
    }

    /** @return 0 if the ledger of what was written agrees */
    @Command(name = "data", mixinStandardHelpOptions = true, description = "write a large account and prove its ledger")
    int data(
            @Option(
                            names = "--scale",
                            paramLabel = "small|full",
                            defaultValue = "full",
                            description = "small: 100,000 rows in 500 Virtual Accounts; full: 1,000,000 in 5,000")
                    Scale scale,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            defaultValue = "target/bench/data.json",
                            description = "where the figures go, default ${DEFAULT-VALUE}")
                    Path out)
            throws Exception {
        return onThrowawayDatabase(out, (report, home, settings) -> {
            try (var context = new SpringApplicationBuilder(BenchApplication.class)
                    .web(WebApplicationType.NONE)
                    .run(arguments(settings))) {
                context.getBean(ListBench.class).generate(report, scale.rows, scale.pools);
            }
        });
    }

    /** @return 0 if every goal was met */
    @Command(name = "lists", mixinStandardHelpOptions = true, description = "long lists against short ones")
    int lists(
            @Option(
                            names = "--scale",
                            paramLabel = "small|full",
                            defaultValue = "full",
                            description = "small: 100,000 rows in 500 Virtual Accounts; full: 1,000,000 in 5,000")
                    Scale scale,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            defaultValue = "target/bench/lists.json",
                            description = "where the figures go, default ${DEFAULT-VALUE}")
                    Path out)
            throws Exception {
        return onThrowawayDatabase(out, (report, home, settings) -> {
            try (var context = new SpringApplicationBuilder(BenchApplication.class)
                    .web(WebApplicationType.NONE)
                    .run(arguments(settings))) {
                context.getBean(ListBench.class).run(report, scale.rows, scale.pools);
            }
        });
    }

    /** @return 0 if every goal was met */
    @Command(name = "fleet", mixinStandardHelpOptions = true, description = "simulated switches against a whole portal")
    int fleet(
            @Option(names = "--agent", paramLabel = "JAR", required = true, description = "the simulated switches")
                    Path agent,
            @Option(
                            names = "--count",
                            paramLabel = "N",
                            defaultValue = "10000",
                            description = "switches of the fleet, default ${DEFAULT-VALUE}")
                    int count,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            defaultValue = "target/bench/fleet.json",
                            description = "where the figures go, default ${DEFAULT-VALUE}")
                    Path out)
            throws Exception {
        if (count < MIN_SWITCHES || count > MAX_SWITCHES) {
            throw new ParameterException(
                    spec.commandLine(), "Choose from " + MIN_SWITCHES + " to " + MAX_SWITCHES + ", not " + count);
        }
        if (!Files.isRegularFile(agent)) {
            throw new ParameterException(spec.commandLine(), "There is no " + agent);
        }
        return onThrowawayDatabase(out, (report, home, settings) -> {
            Map<String, Object> server = new LinkedHashMap<>(settings);
            server.put("portal.http-port", freePort());
            server.put("portal.https-port", freePort());
            server.put("portal.listen", "127.0.0.1");
            try (var context = new SpringApplicationBuilder(PortalApplication.class, BenchData.class, FleetBench.class)
                    .run(arguments(server))) {
                context.getBean(FleetBench.class).run(report, agent, count, home);
            }
        });
    }

    /** What is measured. @param home a directory that is deleted afterwards */
    private interface Measurement {
        void run(BenchReport report, Path home, Map<String, Object> settings) throws Exception;
    }

    private int onThrowawayDatabase(Path out, Measurement measurement) throws Exception {
        quietLogs();
        PrintWriter console = spec.commandLine().getOut();
        BenchReport report = new BenchReport(console);
        Path home = out.toAbsolutePath()
                .resolveSibling("database-" + ProcessHandle.current().pid());
        try (ThrowawayDatabase database = ThrowawayDatabase.start(home)) {
            measurement.run(
                    report,
                    home,
                    Map.of(
                            "spring.datasource.url", database.connection().jdbcUrl(),
                            "spring.datasource.username", database.connection().user(),
                            "spring.datasource.password", database.connection().password(),
                            "portal.data-dir", home.resolve("keys").toString(),
                            "logging.level.org.slportal", "WARN"));
        }
        report.write(out);
        return report.allMet() ? 0 : 1;
    }

    private static String[] arguments(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** The figures are what is read; before Spring starts nobody has set the levels. */
    private static void quietLogs() {
        LoggingSystem logging = LoggingSystem.get(BenchCommand.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.setLogLevel("org.jooq", LogLevel.ERROR);
        logging.setLogLevel("ch.vorburger", LogLevel.ERROR);
    }
}
