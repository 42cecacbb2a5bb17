package org.slportal.agent.device;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.config.ConfigStore;
import org.slportal.agent.engine.AgentTimer;
import org.slportal.agent.engine.CallHomeTransport;
import org.slportal.agent.engine.EngineSettings;
import org.slportal.agent.engine.SmartAgent;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.identity.RevocationLists;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.identity.Trustpoints;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.legacy.LegacyStore;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.PlatformCatalogue;
import org.slportal.agent.transport.HttpListSource;
import org.slportal.agent.transport.Reachability;

/** One switch that is on. */
public final class SimulatedSwitch implements AutoCloseable {

    private final Hardware hardware;
    private final DeviceClock clock;
    private final AgentClock agentClock;
    private final Instant bootedAt;
    private final ConfigStore config;
    private final SyslogBuffer syslog;
    private final LegacyStore legacy;
    private final Trustpoints trust;
    private final SmartAgent agent;

    private SimulatedSwitch(Parts parts) {
        hardware = parts.hardware();
        clock = new DeviceClock(parts.clock(), parts.nvram());
        agentClock = new AgentClock(parts.clock(), clock.offset());
        bootedAt = clock.instant();
        config = new ConfigStore(parts.nvram(), hardware, clock);
        syslog = new SyslogBuffer(clock);
        trust = new Trustpoints(
                () -> ConfiguredTrust.of(config.current(), parts.anchors()),
                new RevocationLists(new HttpListSource(config::current, HttpListSource.DEFAULT_LIMITS)));
        legacy = new LegacyStore(parts.nvram(), hardware, parts.factoryLegacy());
        agent = new SmartAgent(new SmartAgent.Parts(
                hardware,
                () -> config.current().wire().hidesHostname()
                        ? null
                        : config.current().hostname(),
                () -> hardware.consumption(
                        PlatformCatalogue.bundled(), config.current().licensedFeatures(hardware.platform())),
                legacy::report,
                agentClock,
                parts.random(),
                parts.keys(),
                trust,
                parts.transport().apply(new Wire(config, clock, trust)),
                parts.nvram(),
                agentClock.over(parts.timer()),
                parts.executor(),
                syslog,
                parts.settings()));
    }

    /**
     * What a switch is made of.
     *
     * @param factoryCommands configuration commands of the first start; later starts use what NVRAM holds
     * @param factoryLegacy legacy licences of the first start, one entry for each member; a member without one has what its model comes with
     * @param anchors what the licensing trustpoint holds from the factory
     * @param transport made from what it may look at, at every message
     */
    public record Parts(
            Hardware hardware,
            List<String> factoryCommands,
            List<LegacyChassis> factoryLegacy,
            InstantSource clock,
            RandomGenerator random,
            Supplier<DeviceKey> keys,
            TrustAnchors anchors,
            Function<Wire, CallHomeTransport> transport,
            Nvram nvram,
            AgentTimer timer,
            Executor executor,
            EngineSettings settings) {

        /** With the usual settings. */
        public Parts(
                Hardware hardware,
                List<String> factoryCommands,
                List<LegacyChassis> factoryLegacy,
                InstantSource clock,
                RandomGenerator random,
                Supplier<DeviceKey> keys,
                TrustAnchors anchors,
                Function<Wire, CallHomeTransport> transport,
                Nvram nvram,
                AgentTimer timer,
                Executor executor) {
            this(
                    hardware,
                    factoryCommands,
                    factoryLegacy,
                    clock,
                    random,
                    keys,
                    anchors,
                    transport,
                    nvram,
                    timer,
                    executor,
                    EngineSettings.STANDARD);
        }
    }

    /**
     * What a transport may look at.
     *
     * @param clock the switch's own
     */
    public record Wire(ConfigStore config, InstantSource clock, Trustpoints trust) {}

    /** Switches on: configuration first, then the licensing agent. */
    public static SimulatedSwitch boot(Parts parts) {
        SimulatedSwitch device = new SimulatedSwitch(parts);
        CliSession loader = CliSession.loader(device);
        List<String> commands = device.config.stored().orElse(parts.factoryCommands());
        device.config.load(commands, loader::execute);
        device.agent.start();
        device.disciplineClock();
        device.config.afterChange(device::disciplineClock);
        return device;
    }

    public Hardware hardware() {
        return hardware;
    }

    public InstantSource clock() {
        return clock;
    }

    /** Sets the switch's own clock. A time server that can be reached sets it right again at once. */
    public void setClock(Instant to) {
        clock.set(to);
        disciplineClock();
        agent.clockChanged(() -> agentClock.adopt(clock.offset()));
    }

    private void disciplineClock() {
        if (!clock.offset().isZero() && Reachability.hasTimeServer(config.current())) {
            clock.correct();
            agent.clockChanged(() -> agentClock.adopt(clock.offset()));
        }
    }

    public Trustpoints trust() {
        return trust;
    }

    public Instant bootedAt() {
        return bootedAt;
    }

    public ConfigStore config() {
        return config;
    }

    public SyslogBuffer syslog() {
        return syslog;
    }

    public LegacyStore legacy() {
        return legacy;
    }

    public SmartAgent agent() {
        return agent;
    }

    /** Switches off. */
    @Override
    public void close() {
        agent.stop();
    }
}
