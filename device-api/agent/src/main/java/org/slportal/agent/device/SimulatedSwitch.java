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
import org.slportal.agent.engine.AgentTimer;
import org.slportal.agent.engine.CallHomeTransport;
import org.slportal.agent.engine.SmartAgent;
import org.slportal.agent.engine.SyslogMessage;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.legacy.LegacyChassis;
import org.slportal.agent.legacy.LegacyStore;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.PlatformCatalogue;

/** One switch that is on. It may reload, or hand over to its standby; whoever holds it goes on holding it. */
public final class SimulatedSwitch implements AutoCloseable {

    private final Parts parts;
    private final ConfigStore config;
    private final SyslogBuffer syslog;
    private final LegacyStore legacy;
    private final SystemMemory system;
    private final Debugging debugging;
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
        config = new ConfigStore(parts.nvram(), hardware, parts.clock());
        syslog = new SyslogBuffer(parts.clock(), parts.nvram());
        legacy = new LegacyStore(parts.nvram(), hardware, parts.factoryLegacy());
        debugging = new Debugging(syslog);
        Alarms alarms = new Alarms(parts.timer(), parts.clock());
        agentTimer = alarms.another();
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
                () -> config.current().hostname(),
                () -> hardware.consumption(
                        PlatformCatalogue.bundled(), config.current().licensedFeatures(hardware.platform())),
                legacy::report,
                parts.clock(),
                parts.random(),
                parts.keys(),
                parts.anchors(),
                debugging.watch(parts.transport().apply(config), config),
                parts.nvram(),
                agentTimer,
                parts.executor(),
                syslog));
    }

    /**
     * What a switch is made of.
     *
     * @param factoryCommands configuration commands a new switch comes with, saved as its startup configuration
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

    /** Goes on where the device was when its simulation ended; switches a new one on: configuration first, then the licensing agent. */
    public static SimulatedSwitch boot(Parts parts) {
        SimulatedSwitch device = new SimulatedSwitch(parts);
        List<String> running = device.config.running().orElse(null);
        if (running == null) {
            device.firstStart();
        } else {
            device.resume(running);
        }
        return device;
    }

    private void firstStart() {
        system.started(clock().instant());
        config.load(parts.factoryCommands(), CliSession.loader(this)::execute);
        config.saveStartup();
        agent.start();
    }

    private void resume(List<String> running) {
        config.load(running, CliSession.loader(this)::execute);
        agent.resume();
        Instant due = system.content(clock().instant()).reloadDue();
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
        system.started(clock().instant());
        starts++;
        syslog.log(new SyslogMessage(
                "SYS",
                5,
                "RESTART",
                "System restarted -- simulated " + hardware.platform().pid()));
        agent = newAgent();
        agent.start();
        cuts.forEach(Runnable::run);
    }

    /** The standby takes over: the configuration stays, unsaved keys are gone. False if there is no standby. */
    public synchronized boolean switchOver() {
        OptionalInt standby = hardware.standbyUnit();
        if (standby.isEmpty()) {
            return false;
        }
        agent.stop();
        SmartAgent.powerCycle(parts.nvram());
        hardware = hardware.withActive(standby.getAsInt());
        system.switchedOver(hardware.activeUnit());
        starts++;
        syslog.log(new SyslogMessage(
                "REDUNDANCY", 3, "SWITCHOVER", "RP switchover (PEER_DOWN, PEER_NOT_PRESENT, forced by the user)"));
        agent = newAgent();
        agent.becameActive();
        agent.start();
        cuts.forEach(Runnable::run);
        return true;
    }

    /** Orders a reload; one ordered before is forgotten. */
    public void reloadAt(Instant when) {
        reloadDue = when;
        system.reloadDue(when);
        reloadTimer.arm(when, this::reload);
    }

    /** False if none was ordered. */
    public boolean cancelReload() {
        boolean ordered = reloadDue != null;
        reloadDue = null;
        system.reloadDue(null);
        reloadTimer.disarm();
        return ordered;
    }

    /** When a reload is ordered for; null if none is. */
    public @Nullable Instant reloadDue() {
        return reloadDue;
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
        return parts.clock();
    }

    public Duration uptime() {
        return Duration.between(system.content(clock().instant()).startedAt(), clock().instant());
    }

    public ConfigStore config() {
        return config;
    }

    /** What the switch believes others by. */
    public TrustAnchors anchors() {
        return parts.anchors();
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
