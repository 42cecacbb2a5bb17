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
import org.slportal.agent.engine.SmartAgent;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.legacy.LegacyStore;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.PlatformCatalogue;

/** One switch that is on. */
public final class SimulatedSwitch implements AutoCloseable {

    private final Hardware hardware;
    private final InstantSource clock;
    private final Instant bootedAt;
    private final ConfigStore config;
    private final SyslogBuffer syslog;
    private final LegacyStore legacy;
    private final SmartAgent agent;

    private SimulatedSwitch(Parts parts) {
        hardware = parts.hardware();
        clock = parts.clock();
        bootedAt = clock.instant();
        config = new ConfigStore(parts.nvram(), hardware, clock);
        syslog = new SyslogBuffer(clock);
        legacy = new LegacyStore(parts.nvram(), hardware, parts.factoryLegacy());
        agent = new SmartAgent(new SmartAgent.Parts(
                hardware,
                () -> config.current().hostname(),
                () -> hardware.consumption(
                        PlatformCatalogue.bundled(), config.current().licensedFeatures(hardware.platform())),
                legacy::report,
                clock,
                parts.random(),
                parts.keys(),
                parts.anchors(),
                parts.transport().apply(config),
                parts.nvram(),
                parts.timer(),
                parts.executor(),
                syslog));
    }

    /**
     * What a switch is made of.
     *
     * @param factoryCommands configuration commands of the first start; later starts use what NVRAM holds
     * @param factoryLegacy legacy licences of the first start, one entry for each member; a member without one has what its model comes with
     * @param transport made from the configuration, which it reads at every message
     */
    public record Parts(
            Hardware hardware,
            List<String> factoryCommands,
            List<LegacyChassis> factoryLegacy,
            InstantSource clock,
            RandomGenerator random,
            Supplier<DeviceKey> keys,
            TrustAnchors anchors,
            Function<ConfigStore, CallHomeTransport> transport,
            Nvram nvram,
            AgentTimer timer,
            Executor executor) {}

    /** Switches on: configuration first, then the licensing agent. */
    public static SimulatedSwitch boot(Parts parts) {
        SimulatedSwitch device = new SimulatedSwitch(parts);
        CliSession loader = CliSession.loader(device);
        List<String> commands = device.config.stored().orElse(parts.factoryCommands());
        device.config.load(commands, loader::execute);
        device.agent.start();
        return device;
    }

    public Hardware hardware() {
        return hardware;
    }

    public InstantSource clock() {
        return clock;
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
