package org.slportal.agent.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.cli.CliSession;
import org.slportal.agent.config.ConfigStore;
import org.slportal.agent.config.NetworkConfig;
import org.slportal.agent.engine.AgentTimer;
import org.slportal.agent.engine.CallHomeTransport;
import org.slportal.agent.engine.EngineSettings;
import org.slportal.agent.engine.SmartAgent;
import org.slportal.agent.engine.SyslogMessage;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.identity.RevocationLists;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.identity.Trustpoints;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.legacy.LegacyStore;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.PlatformCatalogue;
import org.slportal.agent.transport.Firewall;
import org.slportal.agent.transport.HttpListSource;
import org.slportal.agent.transport.Reachability;

/** One switch that is on. It may reload, or hand over to its standby; whoever holds it goes on holding it. */
public final class SimulatedSwitch implements AutoCloseable {

    private final Parts parts;
    private final ConfigStore config;
    private final DeviceClock clock;
    private final AgentClock agentClock;
    private final SyslogBuffer syslog;
    private final LegacyStore legacy;
    private final SystemMemory system;
    private final Debugging debugging;
    private final Trustpoints trust;
    private final Firewall firewall = new Firewall();
    private final AgentTimer agentTimer;
    private final AgentTimer reloadTimer;
    private final List<Runnable> cuts = new CopyOnWriteArrayList<>();
    private volatile Hardware hardware;
    private volatile int starts;
    private volatile @Nullable Instant reloadDue;
    private volatile SmartAgent agent;

    private SimulatedSwitch(Parts parts) {
        this.parts = parts;
        system = new SystemMemory(parts.nvram());
        hardware = active(parts.hardware(), system);
        clock = new DeviceClock(parts.clock(), parts.nvram());
        agentClock = new AgentClock(parts.clock(), clock.offset());
        config = new ConfigStore(parts.nvram(), hardware, clock);
        syslog = new SyslogBuffer(clock, parts.nvram());
        trust = new Trustpoints(
                () -> ConfiguredTrust.of(config.current(), parts.anchors()),
                new RevocationLists(new HttpListSource(config::current, firewall, HttpListSource.DEFAULT_LIMITS)));
        legacy = new LegacyStore(parts.nvram(), hardware, parts.factoryLegacy());
        debugging = new Debugging(syslog, parts.nvram());
        Alarms alarms = new Alarms(parts.timer(), parts.clock());
        agentTimer = agentClock.over(alarms.another());
        reloadTimer = alarms.another();
        agent = newAgent();
    }

    private static Hardware active(Hardware boxes, SystemMemory system) {
        int unit = system.content(Instant.EPOCH).activeUnit();
        return boxes.withActive(unit < boxes.units() ? unit : 0);
    }

    private SmartAgent newAgent() {
        return new SmartAgent(new SmartAgent.Parts(
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
                debugging.watch(parts.transport().apply(new Wire(config, clock, trust, firewall)), config),
                parts.nvram(),
                agentTimer,
                parts.executor(),
                syslog,
                parts.settings()));
    }

    /**
     * What a switch is made of.
     *
     * @param factoryCommands configuration commands a new switch comes with, saved as its startup configuration
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
    public record Wire(ConfigStore config, InstantSource clock, Trustpoints trust, Firewall firewall) {}

    /** Goes on where the device was when its simulation ended; switches a new one on: configuration first, then the licensing agent. */
    public static SimulatedSwitch boot(Parts parts) {
        SimulatedSwitch device = new SimulatedSwitch(parts);
        List<String> running = device.config.running().orElse(null);
        if (running == null) {
            device.firstStart();
        } else {
            device.resume(running);
        }
        device.disciplineClock();
        device.config.afterChange(device::disciplineClock);
        return device;
    }

    private void firstStart() {
        system.started(parts.clock().instant());
        config.load(parts.factoryCommands(), CliSession.loader(this)::execute);
        config.saveStartup();
        agent.start();
        announce();
    }

    /** What other software of the switch has to say about licensing once it runs. */
    private void announce() {
        if (config.current().licensingProfile().isPresent()) {
            syslog.log(new SyslogMessage(
                    "CALL_HOME", 6, "CALL_HOME_ENABLED", "Call-home is enabled by Smart Agent for Licensing."));
        }
        NetworkConfig network = config.current().network();
        if (network.ntpServers().isEmpty() && !network.calendarValid()) {
            syslog.log(
                    new SyslogMessage(
                            "PKI",
                            2,
                            "NON_AUTHORITATIVE_CLOCK",
                            "PKI functions can not be initialized until an authoritative time source, like NTP, can be obtained."));
        }
    }

    private void resume(List<String> running) {
        config.load(running, CliSession.loader(this)::execute);
        agent.resume();
        Instant due = system.content(parts.clock().instant()).reloadDue();
        if (due != null) {
            reloadAt(due);
        }
    }

    /** Power off and on: the running configuration, unsaved keys and the log are gone, and so are all remote sessions. */
    public synchronized void reload() {
        cancelReload();
        agent.stop();
        SmartAgent.powerCycle(parts.nvram());
        legacy.powerCycle();
        debugging.allOff();
        syslog.clear();
        hardware = hardware.withActive(0);
        config.load(config.startup().orElse(List.of()), CliSession.loader(this)::execute);
        system.started(parts.clock().instant());
        starts++;
        syslog.log(new SyslogMessage(
                "SYS",
                5,
                "RESTART",
                "System restarted -- simulated " + hardware.platform().pid()));
        agent = newAgent();
        agent.start();
        announce();
        disciplineClock();
        cuts.forEach(Runnable::run);
    }

    /** The standby takes over: the configuration stays, unsaved keys are gone. False if there is no standby. */
    public synchronized boolean switchOver() {
        OptionalInt standby = hardware.standbyUnit();
        if (standby.isEmpty()) {
            return false;
        }
        boolean outOfSync = agent.hasUnsavedKeys();
        agent.stop();
        SmartAgent.powerCycle(parts.nvram());
        hardware = hardware.withActive(standby.getAsInt());
        system.switchedOver(hardware.activeUnit());
        starts++;
        syslog.log(new SyslogMessage(
                "REDUNDANCY", 3, "SWITCHOVER", "RP switchover (PEER_DOWN, PEER_NOT_PRESENT, forced by the user)"));
        agent = newAgent();
        agent.takeOver(outOfSync);
        cuts.forEach(Runnable::run);
        return true;
    }

    /** Orders a reload; one ordered before is forgotten. */
    public void reloadIn(Duration delay) {
        reloadAt(parts.clock().instant().plus(delay));
    }

    private void reloadAt(Instant when) {
        reloadDue = when;
        system.reloadDue(when);
        // not on the timer's own thread: a conversation under way is waited for
        reloadTimer.arm(when, () -> parts.executor().execute(this::reload));
    }

    /** False if none was ordered. */
    public boolean cancelReload() {
        boolean ordered = reloadDue != null;
        reloadDue = null;
        system.reloadDue(null);
        reloadTimer.disarm();
        return ordered;
    }

    /** How long it is until an ordered reload; null if none is. */
    public @Nullable Duration untilReload() {
        Instant due = reloadDue;
        return due == null ? null : Duration.between(parts.clock().instant(), due);
    }

    /** What {@code write memory} does: the configuration and the keys that belong to it. */
    public void save() {
        config.saveStartup();
        agent.saveKeys();
    }

    /** {@code write erase}: nothing is saved any more. */
    public void erase() {
        config.eraseStartup();
        agent.eraseKeys();
    }

    /** Whether a reload would lose configuration or keys. */
    public boolean isSaved() {
        return config.isSaved() && !agent.hasUnsavedKeys();
    }

    /** Told at each reload and switchover, when remote sessions are cut. */
    public void onCut(Runnable cut) {
        cuts.add(cut);
    }

    /** How often it was started; a session of an earlier start is over. */
    public int starts() {
        return starts;
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

    /** Whether its clock shows the true time. */
    public boolean isOnTime() {
        return clock.offset().isZero();
    }

    /** What the licensing trustpoint holds from the factory. */
    public TrustAnchors anchors() {
        return parts.anchors();
    }

    public Trustpoints trust() {
        return trust;
    }

    /** What lies between it and everybody else. */
    public Firewall firewall() {
        return firewall;
    }

    public Duration uptime() {
        Instant now = parts.clock().instant();
        return Duration.between(system.content(now).startedAt(), now);
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

    public Debugging debugging() {
        return debugging;
    }

    public SmartAgent agent() {
        return agent;
    }

    /** Ends the simulation; the device itself does not notice. */
    @Override
    public void close() {
        agent.stop();
        reloadTimer.disarm();
    }
}
