package org.slportal.app;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.db.embedded.EmbeddedDatabaseException;
import org.slportal.db.embedded.EmbeddedMariaDb;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.seal.SealCheck;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves the ledger, beside a running portal or with the embedded database started for it. */
@Command(name = "ledger", mixinStandardHelpOptions = true, description = "examine the ledger")
final class LedgerCommand {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "prove that ledger, pools and constraints agree, and that nothing sealed was changed")
    int check(
            @Option(names = "--data", paramLabel = "DIR", description = "the portal's data directory") @Nullable
                    Path data,
            @Option(names = "--demo", description = "the demo's data directory") boolean demo) {
        PrintWriter out = spec.commandLine().getOut();
        quietLogs();
        try {
            Path directory = directory(data, demo);
            return withDatabase(directory, connection -> report(connection, directory, out));
        } catch (EmbeddedDatabaseException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 2;
        }
    }

    /** This command's answer is what it prints; without Spring nobody has set the levels. */
    private static void quietLogs() {
        LoggingSystem logging = LoggingSystem.get(LedgerCommand.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.setLogLevel("org.jooq", LogLevel.ERROR);
        logging.setLogLevel("ch.vorburger", LogLevel.ERROR);
    }

    /** As the portal chooses it, so that beside it no option is needed. */
    private static Path directory(@Nullable Path data, boolean demo) {
        if (data != null) {
            return data;
        }
        String named = System.getenv("PORTAL_DATA_DIR");
        if (!demo && named != null && !named.isBlank()) {
            return Path.of(named);
        }
        return DataDirectories.standard(demo ? "demo" : "portal");
    }

    private static int withDatabase(Path directory, ToIntFunction<EmbeddedMariaDb.ConnectionInfo> act) {
        String url = System.getenv("PORTAL_DB_URL");
        if (url != null && !url.isBlank()) {
            return act.applyAsInt(new EmbeddedMariaDb.ConnectionInfo(
                    url,
                    Optional.ofNullable(System.getenv("PORTAL_DB_USER")).orElse("portal"),
                    DatabaseInitializer.password(
                            Optional.ofNullable(System.getenv("PORTAL_DB_PASSWORD_FILE"))
                                    .orElse(""),
                            Optional.ofNullable(System.getenv("PORTAL_DB_PASSWORD"))
                                    .orElse(""))));
        }
        Path database = directory.resolve("mariadb");
        Optional<EmbeddedMariaDb.ConnectionInfo> running = EmbeddedMariaDb.running(database);
        if (running.isPresent()) {
            return act.applyAsInt(running.get());
        }
        if (!java.nio.file.Files.isDirectory(database)) {
            throw new EmbeddedDatabaseException(
                    "There is no portal data in " + directory + "; name its directory with --data.");
        }
        try (EmbeddedMariaDb started = EmbeddedMariaDb.start(database)) {
            return act.applyAsInt(started.connection());
        }
    }

    private static int report(EmbeddedMariaDb.ConnectionInfo connection, Path directory, PrintWriter out) {
        try (HikariDataSource source = new HikariDataSource()) {
            source.setJdbcUrl(connection.jdbcUrl());
            source.setUsername(connection.user());
            source.setPassword(connection.password());
            source.setMaximumPoolSize(1);
            DSLContext sql = DSL.using(source, SQLDialect.MARIADB);
            List<LedgerCheck.Finding> findings = new ArrayList<>(new LedgerCheck(sql).run());
            SealCheck.Result seals = new SealCheck(sql, directory).run();
            findings.addAll(seals.findings());
            findings.forEach(finding -> {
                out.println((finding.holds() ? "✓ " : "✗ ")
                        + finding.rule()
                        + (finding.holds() ? "" : " — broken " + finding.violations() + " times"));
                finding.examples().forEach(example -> out.println("    " + example));
            });
            seals.coverage()
                    .forEach(log -> out.println("The " + log.log() + ": " + log.rows() + " rows under " + log.seals()
                            + " seals, " + log.unsealed() + " rows not sealed yet."));
            long broken = findings.stream().filter(finding -> !finding.holds()).count();
            out.println(broken == 0 ? "The ledger agrees." : broken + " rules are broken.");
            out.flush();
            return broken == 0 ? 0 : 1;
        }
    }
}
