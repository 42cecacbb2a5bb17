package org.slportal.agent.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slportal.agent.fleet.FleetSwitch.Outcome;
import org.slportal.agent.rig.Bench;
import org.slportal.agent.rig.FakePortal;
import org.slportal.agent.rig.TlsPortal;
import org.slportal.agent.transport.SharedClient;
import org.slportal.domain.failure.FailureReason;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(90)
class FleetTest {

    private final KeyPool keys = KeyPool.make(3, made -> {});
    private final Path directory;
    private final TlsPortal portal;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;

    FleetTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.portal = new TlsPortal(InstantSource.system(), Bench.PKI);
    }

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(out);
        portal.close();
    }

    private Fleet fleet(int count, @Nullable Duration think, String path) {
        return new Fleet(new Fleet.Setup(
                count,
                FleetMix.parse("C9300-24P=2,CSR1000V=1", List.of()),
                keys,
                "FLT%05d",
                1,
                FakePortal.TOKEN,
                false,
                200,
                think,
                1,
                8,
                Bench.anchors(Bench.PKI.rootPem()),
                new SharedClient(Bench.anchors(Bench.PKI.rootPem()), Duration.ofSeconds(10), 3_145_728),
                URI.create(portal.url() + path)));
    }

    private static Fleet.Standing settled(Fleet fleet, int count) throws InterruptedException {
        Fleet.Standing now = fleet.whole();
        for (int i = 0; i < 600 && !now.isSettled(count); i++) {
            Thread.sleep(50);
            now = fleet.whole();
        }
        return now;
    }

    @Test
    void a_mixed_fleet_registers_is_counted_and_gives_everything_back() throws InterruptedException {
        portal.portal.pool.put("CSR 1KV AX 1G", 0);
        try (Fleet fleet = fleet(60, null, "/its/service/oddce/services/DDCEService")) {
            fleet.start();

            Fleet.Standing standing = settled(fleet, 60);

            assertThat(standing.registered()).isEqualTo(60);
            assertThat(standing.of(Outcome.AUTHORIZED)).isEqualTo(40);
            assertThat(standing.of(Outcome.OUT_OF_COMPLIANCE)).isEqualTo(20);
            assertThat(standing.messages()).isEqualTo(120);
            assertThat(standing.p50()).isPositive().isLessThanOrEqualTo(standing.p99());
            List<String[]> lines = new ArrayList<>();
            fleet.report(lines::add);
            assertThat(lines).hasSize(60).allMatch(line -> line[4].equals("2") && line[5].isEmpty());
            assertThat(lines.stream().map(line -> line[0]).distinct()).hasSize(60);
            assertThat(fleet.deregister(Duration.ofSeconds(30))).isZero();
            assertThat(IntStream.rangeClosed(1, 60)
                            .filter(i -> portal.portal.knows(String.format(java.util.Locale.ROOT, "FLT%05d", i))))
                    .isEmpty();
        }
    }

    @Test
    void thinking_switches_ask_again_over_the_json_transport() throws InterruptedException {
        try (Fleet fleet = fleet(10, Duration.ofMillis(500), "/SmartTransport")) {
            fleet.start();
            settled(fleet, 10);
            Thread.sleep(2000);

            // Four requests each in two seconds, give or take a slow machine; never fewer than one.
            assertThat(fleet.whole().messages()).isBetween(30L, 100L);
            assertThat(portal.paths).containsOnly("/SmartTransport");
        }
    }

    @Test
    void refused_switches_are_counted_as_failed_with_their_reason() throws InterruptedException {
        portal.portal.refusal = FailureReason.TRY_AGAIN;
        try (Fleet fleet = fleet(5, null, "/its/service/oddce/services/DDCEService")) {
            fleet.start();

            assertThat(settled(fleet, 5).of(Outcome.FAILED)).isEqualTo(5);
            fleet.report(line -> assertThat(line[5]).isEqualTo(FailureReason.TRY_AGAIN));
        }
    }

    @Test
    void keys_are_written_for_their_owner_only_and_read_again() throws IOException {
        Path file = directory.resolve("keys.pem");
        keys.save(file);

        KeyPool read = KeyPool.load(file, 100);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(read.size()).isEqualTo(3);
        assertThat(KeyPool.load(file, 2).size()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            assertThat(read.of(i).toPem())
                    .isEqualToNormalizingNewlines(keys.of(i).toPem());
        }
        assertThat(read.of(3)).isSameAs(read.of(0));
    }

    @Test
    void the_command_runs_a_fleet_to_its_end_and_writes_its_results() throws IOException {
        Path anchor = Files.writeString(directory.resolve("root.pem"), Bench.PKI.rootPem());
        Path file = directory.resolve("keys.pem");
        keys.save(file);
        Path csv = directory.resolve("result.csv");
        String[] arguments = {
            "--count",
            "20",
            "--ramp",
            "100/s",
            "--token",
            FakePortal.TOKEN,
            "--url",
            portal.url(),
            "--trust-anchor",
            anchor.toString(),
            "--keys",
            file.toString(),
            "--csv",
            csv.toString()
        };
        CommandLine program = program(new org.slportal.agent.command.FleetCommand());

        assertThat(program.execute(arguments)).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("has 3 keys for 20 switches; --share-keys lets them share");
        List<String> sharing = new ArrayList<>(List.of(arguments));
        sharing.add("--share-keys");
        assertThat(program.execute(sharing.toArray(String[]::new))).isZero();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("Done in \\d+\\.\\d s: arrived 20  registered 20  authorized 20")
                .doesNotContain(FakePortal.TOKEN);
        assertThat(Files.readAllLines(csv))
                .hasSize(21)
                .startsWith("serial_number,pid,outcome,ms_to_register,messages,failure")
                .anyMatch(line -> line.matches("FLT0000020,[A-Z0-9-]+,AUTHORIZED,\\d+,2,"));
    }

    private static CommandLine program(Object command) {
        CommandLine program = new CommandLine(command);
        program.setExecutionExceptionHandler((problem, failed, parsed) -> {
            System.out.println(problem.getMessage());
            return 2;
        });
        return program;
    }

    @Test
    void the_command_ends_when_each_switch_has_renewed_and_tells_programs_what_it_came_to() throws IOException {
        Path anchor = Files.writeString(directory.resolve("root.pem"), Bench.PKI.rootPem());
        Path figures = directory.resolve("figures.json");
        String[] arguments = {
            "--count=10",
            "--ramp=100/s",
            "--share-keys",
            "--token=" + FakePortal.TOKEN,
            "--url=" + portal.url(),
            "--trust-anchor=" + anchor,
            "--think=1",
            "--renewals=2",
            "--json=" + figures
        };

        assertThat(program(new org.slportal.agent.command.FleetCommand()).execute(arguments))
                .isZero();

        JsonNode read = JsonMapper.shared().readTree(Files.readString(figures));
        assertThat(read.path("switches").asInt()).isEqualTo(10);
        assertThat(read.path("registered").asInt()).isEqualTo(10);
        assertThat(read.path("authorized").asInt()).isEqualTo(10);
        assertThat(read.path("renewed").asInt()).isEqualTo(10);
        assertThat(read.path("messages").asInt()).isGreaterThanOrEqualTo(10 * (2 + 2));
        assertThat(read.path("faults").asInt()).isZero();
        // ten switches say nothing about what one takes
        assertThat(read.path("heap_per_switch").asInt()).isEqualTo(-1);
        assertThat(read.path("peak_memory_mib").asInt()).isPositive();
    }

    @Test
    void renewals_without_an_interval_make_no_sense() {
        String[] arguments = {"--count=1", "--token=T", "--trust-anchor=none.pem", "--renewals=1"};

        assertThat(program(new org.slportal.agent.command.FleetCommand()).execute(arguments))
                .isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("--renewals is at least 1 and goes with --think");
    }

    @Test
    void the_stopwatch_times_whole_switches_and_gives_their_identities_back() throws IOException {
        Path anchor = Files.writeString(directory.resolve("root.pem"), Bench.PKI.rootPem());
        Path times = directory.resolve("times.json");
        String[] arguments = {
            "--count=2",
            "--token=" + FakePortal.TOKEN,
            "--url=" + portal.url(),
            "--trust-anchor=" + anchor,
            "--json=" + times
        };

        assertThat(program(new org.slportal.agent.command.StopwatchCommand()).execute(arguments))
                .isZero();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("median \\d+ ms, p95 \\d+ ms, worst \\d+ ms, the first \\d+ ms");
        assertThat(Files.readString(times)).matches("\\[\\d+,\\d+\\]\\n");
        assertThat(portal.portal.knows("STW0000001")).isFalse();
        assertThat(portal.portal.knows("STW0000002")).isFalse();
    }
}
