package org.slportal.agent.command;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.device.FollowedClock;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.device.WallClockTimer;
import org.slportal.agent.identity.ReadyKeys;
import org.slportal.agent.identity.TrustAnchors;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.transport.HttpsTransport;

/** What the switches of one process share: clock, timer thread, worker threads, and the next key. */
final class PowerStrip implements AutoCloseable {

    private final InstantSource clock;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("agent-timer").factory());
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ReadyKeys keys = new ReadyKeys();
    private final List<SimulatedSwitch> plugged = new ArrayList<>();
    /** Of its own: a lab that does not answer must not hold the switches' timers up. */
    private final ScheduledExecutorService follower = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lab-clock").factory());

    /** @param labClock address of the lab's clock the switches follow; null: they live in real time */
    PowerStrip(@Nullable String labClock, TrustAnchors anchors) {
        clock = labClock == null ? InstantSource.system() : LabFollower.start(labClock, anchors, follower);
    }

    InstantSource clock() {
        return clock;
    }

    /** Switches one on. */
    SimulatedSwitch plugIn(SwitchSpec spec, String callHomeUrl, TrustAnchors anchors, Nvram nvram) {
        Hardware hardware = spec.hardware();
        SimulatedSwitch device = SimulatedSwitch.boot(new SimulatedSwitch.Parts(
                hardware,
                spec.factoryCommands(callHomeUrl),
                spec.legacy(),
                clock,
                new SecureRandom(),
                keys,
                anchors,
                wire -> new HttpsTransport(
                        wire.config()::current,
                        hardware.udi().serialNumber(),
                        wire.clock(),
                        wire.trust(),
                        wire.firewall(),
                        HttpsTransport.DEFAULT_LIMITS),
                nvram,
                timer(),
                workers,
                spec.settings()));
        plugged.add(device);
        return device;
    }

    private WallClockTimer timer() {
        return clock instanceof FollowedClock followed
                ? WallClockTimer.following(followed, scheduler)
                : new WallClockTimer(clock, scheduler);
    }

    @Override
    public void close() {
        plugged.forEach(SimulatedSwitch::close);
        follower.shutdownNow();
        scheduler.shutdownNow();
        keys.close();
        workers.shutdownNow();
    }
}
