package org.slportal.agent.rig;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.AgentTimer;
import org.slportal.agent.engine.CallHomeTransport;
import org.slportal.agent.engine.EngineSettings;
import org.slportal.agent.engine.LicensingState;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.platform.Chassis;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.PlatformCatalogue;
import org.slportal.agent.transport.HttpsTransport;
import org.slportal.domain.device.Udi;

/** One switch with everything it needs, in the test's own thread and time. */
public final class Bench {

    public static final Instant START = Instant.parse("2024-03-13T08:09:24Z");
    public static final TestPki PKI = new TestPki();
    /** Making RSA keys is slow and none of these tests is about it. */
    private static final DeviceKey KEY = DeviceKey.generate();

    /** What the next key the switch makes will be. */
    public DeviceKey nextKey = KEY;

    public final MovableClock clock;
    public final FakePortal portal;
    private final Function<SimulatedSwitch.Wire, CallHomeTransport> transport;
    private final TestPki pki;
    public final MemoryNvram nvram = new MemoryNvram();
    private final Hardware hardware;
    private final List<String> commands;
    private final List<LegacyChassis> legacy;
    private final Random random;
    private EngineSettings settings = EngineSettings.STANDARD;
    private @Nullable Instant wakeAt;
    private @Nullable Runnable wake;
    public SimulatedSwitch device;

    public Bench(String... commands) {
        this(hardware("C9300-24P:FCW2145L0AB"), 1, commands);
    }

    public Bench(Hardware hardware, long seed, String... commands) {
        this(hardware, List.of(), seed, commands);
    }

    public Bench(Hardware hardware, List<LegacyChassis> legacy, long seed, String... commands) {
        this.clock = new MovableClock(START);
        this.pki = PKI;
        this.portal = new FakePortal(clock, PKI);
        this.transport = wire -> portal;
        this.hardware = hardware;
        this.legacy = legacy;
        this.commands = List.of(commands);
        this.random = new Random(seed);
        this.device = boot();
    }

    private Bench(TlsPortal server, MovableClock time, TestPki pki, HttpsTransport.Limits limits, String... commands) {
        this.clock = time;
        this.pki = pki;
        this.portal = server.portal;
        this.transport = wire -> new HttpsTransport(
                wire.config()::current, "FCW2145L0AB", wire.clock(), wire.trust(), wire.firewall(), limits);
        this.hardware = hardware("C9300-24P:FCW2145L0AB");
        this.legacy = List.of();
        this.commands = List.of(commands);
        this.random = new Random(1);
        this.device = boot();
    }

    /** A network-advantage switch that speaks over real sockets to a portal behind TLS. */
    public static Bench over(TlsPortal server, MovableClock time, TestPki pki, HttpsTransport.Limits limits) {
        return new Bench(
                server,
                time,
                pki,
                limits,
                "hostname acc-krk-01",
                "license boot level network-advantage",
                "call-home",
                "profile CiscoTAC-1",
                "destination address http " + server.url() + "/its/service/oddce/services/DDCEService");
    }

    /** A network-advantage switch, the one most tests are about. */
    public static Bench advantage() {
        return new Bench("hostname acc-krk-01", "license boot level network-advantage");
    }

    /** Chassis as PID:SN. */
    public static Hardware hardware(String... members) {
        List<Chassis> chassis = new ArrayList<>();
        for (String member : members) {
            String[] parts = member.split(":", 2);
            chassis.add(
                    new Chassis(PlatformCatalogue.bundled().find(parts[0]).orElseThrow(), new Udi(parts[0], parts[1])));
        }
        return new Hardware(chassis);
    }

    public static TrustAnchors anchors(String pem) {
        try {
            return TrustAnchors.fromPem(pem.getBytes(StandardCharsets.US_ASCII));
        } catch (CertificateRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private SimulatedSwitch boot() {
        return SimulatedSwitch.boot(new SimulatedSwitch.Parts(
                hardware,
                commands,
                legacy,
                clock,
                random,
                () -> nextKey,
                anchors(pki.rootPem()),
                transport,
                nvram,
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
                Runnable::run,
                settings));
    }

    /** Goes on as a switch with another setting, as if its simulation had been started anew with it. */
    public void restartWith(EngineSettings other) {
        settings = other;
        restart(Duration.ZERO);
    }

    /** Time passes; whatever becomes due on the way happens at its second. */
    public void pass(Duration time) {
        passUntil(clock.instant().plus(time));
    }

    public void passUntil(Instant end) {
        while (true) {
            Instant due = wakeAt;
            Runnable task = wake;
            if (due == null || task == null || due.isAfter(end)) {
                clock.set(end);
                return;
            }
            wakeAt = null;
            clock.set(due.isBefore(clock.instant()) ? clock.instant() : due);
            task.run();
        }
    }

    /** The process ends without warning and starts again after a while. */
    public void crashAndRestart(Duration off) {
        wakeAt = null;
        wake = null;
        clock.set(clock.instant().plus(off));
        device = boot();
    }

    /** Switched off properly, and on again after a while. */
    public void restart(Duration off) {
        device.close();
        crashAndRestart(off);
    }

    public LicensingState state() {
        return device.agent().state();
    }

    /** What one line prints in privileged EXEC. */
    public String cli(String line) {
        return CliSession.privileged(device).execute(line);
    }

    /** Configuration lines, from the top. */
    public String configure(String... lines) {
        CliSession session = CliSession.privileged(device);
        session.execute("configure terminal");
        StringBuilder printed = new StringBuilder();
        for (String line : lines) {
            printed.append(session.execute(line));
        }
        return printed.toString();
    }

    public void register() {
        cli("license smart register idtoken " + FakePortal.TOKEN);
    }

    /** The mnemonics logged, in order. */
    public List<String> logged() {
        return device.syslog().lines().stream()
                .map(line -> line.substring(line.indexOf('%'), line.indexOf(": ", line.indexOf('%'))))
                .toList();
    }
}
