package org.slportal.callhome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.AgentTimer;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.platform.Chassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.PlatformCatalogue;
import org.slportal.domain.device.Udi;
import org.slportal.pki.CertificateAuthority;
import org.slportal.services.dlc.DlcFile;
import org.slportal.services.dlc.DlcOrigin;
import org.slportal.services.dlc.DlcOutcome;
import org.slportal.services.dlc.DlcProcessor;
import org.slportal.services.dlc.DlcService;
import org.slportal.services.dlc.DlcState;
import org.slportal.services.ledger.LedgerCheck;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevices;
import org.slportal.services.testing.TestReports;
import org.springframework.beans.factory.annotation.Autowired;

/** The simulated switch itself against the real endpoints. */
@CallHomeTest
class RealSwitchTest {

    @Autowired
    TestAccounts accounts;

    @Autowired
    TestDevices devices;

    @Autowired
    TestReports reports;

    @Autowired
    DlcProcessor processor;

    @Autowired
    DlcService dlc;

    @Autowired
    LedgerCheck ledger;

    @Autowired
    CertificateAuthority authority;

    @Autowired
    Endpoint endpoint;

    @Autowired
    MovableClock clock;

    private TestAccounts.Account account;
    private final Map<String, byte[]> memory = new HashMap<>();
    private @Nullable Instant wakeAt;
    private @Nullable Runnable wake;

    @BeforeEach
    void an_account() {
        account = accounts.account();
    }

    private static Hardware stack() {
        return new Hardware(List.of(chassis(), chassis()));
    }

    private static Chassis chassis() {
        Udi udi = TestReports.chassis("WS-C3850-24P");
        return new Chassis(PlatformCatalogue.bundled().find(udi.pid()).orElseThrow(), udi);
    }

    private SimulatedSwitch boot(Hardware hardware, LegacyChassis... legacy) throws CertificateRefusedException {
        return SimulatedSwitch.boot(new SimulatedSwitch.Parts(
                hardware,
                // The lists the certificates name are on another port than this test's.
                List.of(
                        "hostname lab-3850",
                        "license boot level ipservices",
                        "crypto pki trustpoint SLA-TrustPoint",
                        " revocation-check none"),
                List.of(legacy),
                clock,
                new Random(1),
                DeviceKey::generate,
                TrustAnchors.fromPem(authority.rootPem().getBytes(StandardCharsets.US_ASCII)),
                config -> request -> new String(
                        endpoint.post(Switch.SMART, "application/json", request.getBytes(StandardCharsets.UTF_8))
                                .body(),
                        StandardCharsets.UTF_8),
                new Nvram() {
                    @Override
                    public Optional<byte[]> read(String name) {
                        return Optional.ofNullable(memory.get(name));
                    }

                    @Override
                    public void write(String name, byte[] content) {
                        memory.put(name, content);
                    }
                },
                new AgentTimer() {
                    @Override
                    public void arm(Instant when, Runnable task) {
                        wakeAt = when;
                        wake = task;
                    }

                    @Override
                    public void disarm() {
                        wakeAt = null;
                        wake = null;
                    }
                },
                Runnable::run));
    }

    private void pass(Duration time) {
        clock.advance(time);
        Runnable task = wake;
        if (task != null && wakeAt != null && !clock.instant().isBefore(wakeAt)) {
            task.run();
        }
    }

    private static LegacyChassis holding(String level, int accessPoints) {
        return new LegacyChassis(level, level, accessPoints, List.of());
    }

    @Test
    void a_stack_short_of_licences_leads_its_own_conversion_and_is_authorized_by_it() throws Exception {
        SimulatedSwitch device = boot(stack(), holding("ipservices", 5), holding("ipservices", 0));
        CliSession cli = CliSession.privileged(device);
        assertThat(cli.execute("license smart conversion start")).isEqualTo("Smart Agent not registered\n");
        cli.execute("license smart register idtoken " + devices.token(account, account.pool(), null));
        assertThat(cli.execute("show license summary | include C3850"))
                .isEqualTo("  C3850_24_Ipserv         (C3850_24_Ipserv)                 2 OUT OF COMPLIANCE\n");

        cli.execute("license smart conversion start");
        assertThat(cli.execute("show license status | section License Conversion"))
                .contains("  Status: Waiting for reply\n");
        clock.advance(Duration.ofMinutes(1));
        processor.processDue(100);
        pass(Duration.ofSeconds(5));

        assertThat(cli.execute("show license status | section License Conversion"))
                .containsPattern("  Status: Successful on .* UTC\n")
                .containsPattern("    Active: PID:WS-C3850-24P,SN:DLC[0-9]+: Successful on")
                .containsPattern("    Standby: PID:WS-C3850-24P,SN:DLC[0-9]+: Successful on");
        assertThat(cli.execute("license smart conversion start")).isEqualTo("Licenses have already been converted\n");
        assertThat(cli.execute("show license summary | include C3850"))
                .isEqualTo("  C3850_24_Ipserv         (C3850_24_Ipserv)                 2 AUTHORIZED\n");
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    @Test
    void a_refused_conversion_shows_the_portals_reason() throws Exception {
        SimulatedSwitch device = boot(new Hardware(List.of(chassis())), holding("ipbase", 101));
        CliSession cli = CliSession.privileged(device);
        cli.execute("license smart register idtoken " + devices.token(account, account.pool(), null));

        cli.execute("license smart conversion start");

        assertThat(cli.execute("show license status | section License Conversion"))
                .contains("  Failure Reason: The count of apcount (101 > 100) exceeds what the device can hold\n");
    }

    @Test
    void what_the_terminal_prints_is_taken_in_as_a_file() throws Exception {
        SimulatedSwitch device = boot(stack(), holding("ipbase", 0), holding("lanbase", 3));
        String printed = CliSession.privileged(device).execute("show license data conversion");

        List<DlcOutcome> taken = dlc.receive(
                        account.administrator(), account.id(), account.pool(), DlcOrigin.FILE, DlcFile.parse(printed))
                .devices();

        assertThat(taken).hasSize(2).allMatch(outcome -> outcome.state() == DlcState.RECEIVED);
    }

    @Test
    void the_software_tags_of_the_models_are_those_of_the_catalogue() {
        for (String[] pair : new String[][] {
            {"WS-C3650-48P", "C3650"},
            {"WS-C3850-24P-S", "C3850"},
            {"ISR4331/K9", "ISR4300"},
            {"CSR1000V", "CSR1000V"},
            {"ASR1001-X", "ASR1000"}
        }) {
            assertThat(PlatformCatalogue.bundled()
                            .find(pair[0])
                            .orElseThrow()
                            .softwareId()
                            .value())
                    .isEqualTo(reports.softwareId(pair[1]));
        }
    }

    @Test
    void every_licence_of_the_models_has_its_tag_in_the_catalogue() {
        assertThat(PlatformCatalogue.bundled().licenses())
                .hasSizeGreaterThan(90)
                .allSatisfy(license -> assertThat(accounts.tag(license.portalName()))
                        .isEqualTo(license.tag().value()));
    }
}
