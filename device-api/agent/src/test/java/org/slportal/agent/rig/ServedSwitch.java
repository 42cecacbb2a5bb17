package org.slportal.agent.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.device.WallClockTimer;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.ssh.SwitchSshServer;
import org.slportal.agent.ssh.SwitchSshServer.Access;
import org.slportal.agent.transport.HttpsTransport;

/** A switch in real time, reached over SSH, that reaches a portal over real TLS. */
public final class ServedSwitch implements AutoCloseable {

    public final TlsPortal portal;
    public final SimulatedSwitch device;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final SwitchSshServer ssh;

    /** @param chassis as PID:SN */
    public ServedSwitch(Path hostKey, String chassis, String... commands) throws IOException {
        InstantSource clock = InstantSource.system();
        portal = new TlsPortal(clock, Bench.PKI);
        Hardware hardware = Bench.hardware(chassis);
        List<String> factory = new ArrayList<>(List.of(commands));
        factory.addAll(List.of(
                "call-home",
                "profile CiscoTAC-1",
                "destination address http " + portal.url() + "/its/service/oddce/services/DDCEService"));
        device = SimulatedSwitch.boot(new SimulatedSwitch.Parts(
                hardware,
                factory,
                List.of(),
                clock,
                new SecureRandom(),
                DeviceKey::generate,
                Bench.anchors(Bench.PKI.rootPem()),
                wire -> new HttpsTransport(
                        wire.config()::current,
                        hardware.udi().serialNumber(),
                        wire.clock(),
                        wire.trust(),
                        wire.firewall(),
                        HttpsTransport.DEFAULT_LIMITS),
                new MemoryNvram(),
                new WallClockTimer(clock, scheduler),
                workers));
        ssh = SwitchSshServer.start(device, new Access("127.0.0.1", 0, "admin", "admin"), hostKey);
    }

    public int port() {
        return ssh.port();
    }

    @Override
    public void close() throws IOException {
        ssh.close();
        device.close();
        portal.close();
        scheduler.shutdownNow();
        workers.shutdownNow();
    }
}
