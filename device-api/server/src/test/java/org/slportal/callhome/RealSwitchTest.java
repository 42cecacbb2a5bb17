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
import org.slportal.services.reservation.IssuedReservation;
import org.slportal.services.reservation.LicenseQuantity;
import org.slportal.services.reservation.ReservationListing;
import org.slportal.services.reservation.ReservationService;
import org.slportal.services.reservation.ReservationSettingsService;
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
    ReservationService reservations;

    @Autowired
    ReservationListing listing;

    @Autowired
    ReservationSettingsService settings;

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

    @Test
    void a_switch_that_never_calls_home_holds_reserved_licences_from_request_to_return() throws Exception {
        String tag = "C3850_24_Ipserv";
        accounts.own(account, account.pool(), tag, 5);
        settings.change(account.administrator(), account.id(), true, 0);
        SimulatedSwitch device = boot(stack());
        CliSession cli = CliSession.privileged(device);
        assertThat(cli.execute("license smart reservation request local"))
                .isEqualTo("% License reservation is not enabled.\n");
        configure(cli, "license smart reservation");
        assertThat(cli.execute("license smart register idtoken anything"))
                .startsWith("% License reservation is enabled");

        // 1. Request, reserve too few, install: more in use than reserved is not authorized.
        String request = code(cli.execute("license smart reservation request local"), "Request code");
        assertThat(cli.execute("show license reservation")).contains("REQUEST IN PROGRESS", request);
        IssuedReservation issued = reservations.reserve(account.administrator(), account.pool(), request, some(tag, 1));
        assertThat(cli.execute("license smart reservation install "
                        + issued.authorizationCode().replace("<count>1<", "<count>9<")))
                .contains("cannot be verified");
        assertThat(cli.execute("license smart reservation install " + issued.authorizationCode()))
                .startsWith("Reservation install successful\n");
        assertThat(cli.execute("show license summary"))
                .contains("Status: REGISTERED - SPECIFIC LICENSE RESERVATION", "Status: NOT AUTHORIZED");
        assertThat(cli.execute("license smart reservation install " + issued.authorizationCode()))
                .contains("already installed");

        // 2. Update, install, confirm: all in use is reserved.
        IssuedReservation update =
                reservations.update(account.administrator(), issued.reservation(), some(tag, 2), version(issued));
        String confirmation = code(
                cli.execute("license smart reservation install \"" + update.authorizationCode() + "\""),
                "Confirmation code");
        assertThat(cli.execute("show license status")).containsPattern("Status: AUTHORIZED - RESERVED on .* UTC\n");
        reservations.confirm(account.administrator(), issued.reservation(), confirmation);
        assertThat(cli.execute("license smart reservation install " + issued.authorizationCode()))
                .contains("older than the one installed");

        // 3. Both survive a reload; the licences come back with the return code alone.
        assertThat(cli.execute("show running-config | include reservation")).isEqualTo("license smart reservation\n");
        String returned = code(cli.execute("license smart reservation return local"), "Return code");
        assertThat(reservations.giveBack(account.administrator(), issued.reservation(), returned))
                .isEqualTo(2);
        assertThat(cli.execute("show license reservation")).contains("RETURNED on");
        assertThat(cli.execute("show license summary | include Status: E")).contains("EVAL MODE");
        assertThat(ledger.run()).allMatch(LedgerCheck.Finding::holds);
    }

    private static void configure(CliSession cli, String line) {
        cli.execute("configure terminal");
        cli.execute(line);
        cli.execute("end");
    }

    private List<LicenseQuantity> some(String license, int quantity) {
        return List.of(new LicenseQuantity(accounts.license(license), quantity));
    }

    private int version(IssuedReservation issued) {
        return listing.detail(account.administrator(), issued.reservation())
                .item()
                .version();
    }

    private static String code(String printed, String label) {
        return printed.lines()
                .filter(line -> line.strip().startsWith(label + ": "))
                .map(line -> line.strip().substring(label.length() + 2))
                .findFirst()
                .orElseThrow(() -> new AssertionError(printed));
    }
}
