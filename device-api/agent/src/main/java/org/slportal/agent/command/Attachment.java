package org.slportal.agent.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.agent.check.CheckFailure;
import org.slportal.agent.check.PortalApi;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.ssh.ConsoleSecret;
import org.slportal.agent.ssh.SwitchSshServer;
import org.slportal.domain.device.Udi;

/**
 * Announces this process's switches to a lab every few seconds: where they are, how to know them, and the secret that opens their
 * terminals. What the portal was told stays true until the process ends, so a portal that starts again hears it from anew by itself.
 */
final class Attachment implements AutoCloseable {

    /** What a portal takes at once. */
    static final int MAX_SWITCHES = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Attachment.class);
    private static final String PATH = "/lab/switches";
    private static final long EVERY_MILLIS = 10_000;
    /** A portal that says no is not asked again at once: it counts refused sign-ins, and locks whoever goes on. */
    private static final int ROUNDS_AFTER_REFUSAL = 6;

    private record Attached(SimulatedSwitch device, SwitchSshServer ssh) {}

    private final PortalApi api;
    private final String portal;
    private final String host;
    private final ConsoleSecret secret;
    private final List<Attached> switches = new ArrayList<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("attachment").factory());
    private boolean signedIn;
    private int pause;
    private String told = "";

    Attachment(Credentials credentials, String host, ConsoleSecret secret) {
        this.api = new PortalApi(credentials.access(), credentials.anchors());
        this.portal = credentials.access().url();
        this.host = host;
        this.secret = secret;
    }

    ConsoleSecret secret() {
        return secret;
    }

    /** Before the start. */
    void add(SimulatedSwitch device, SwitchSshServer ssh) {
        switches.add(new Attached(device, ssh));
    }

    void start() {
        start(EVERY_MILLIS);
    }

    void start(long everyMillis) {
        scheduler.scheduleWithFixedDelay(this::announce, 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    private void announce() {
        if (pause > 0) {
            pause--;
            return;
        }
        try {
            post();
            tell("The switches are attached to the lab at " + portal);
        } catch (CheckFailure e) {
            pause = e.getCause() == null ? ROUNDS_AFTER_REFUSAL - 1 : 0;
            tell("The switches cannot be attached to the lab at " + portal + ", tried again until they are: "
                    + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Whatever else it is, it must not end the announcements.
            LOG.error("The switches could not be announced", e);
        }
    }

    /** With the token at hand; where that is refused or there is none, with a new one. */
    private void post() throws CheckFailure, InterruptedException {
        if (signedIn) {
            try {
                api.post(PATH, body());
                return;
            } catch (CheckFailure e) {
                signedIn = false;
                LOG.debug("Announced again with a new token", e);
            }
        }
        api.signIn();
        api.post(PATH, body());
        signedIn = true;
    }

    private Map<String, Object> body() {
        return Map.of("switches", switches.stream().map(this::announced).toList());
    }

    private Map<String, Object> announced(Attached one) {
        Udi udi = one.device().hardware().udi();
        return Map.of(
                "name",
                one.device().config().current().hostname(),
                "pid",
                udi.pid(),
                "serialNumber",
                udi.serialNumber(),
                "version",
                one.device().hardware().software().number(),
                "host",
                host,
                "port",
                one.ssh().port(),
                "hostKey",
                one.ssh().fingerprint(),
                "user",
                ConsoleSecret.USER,
                "secret",
                secret.text());
    }

    /** Said when it changes, not every time. */
    private void tell(String what) {
        if (!what.equals(told)) {
            System.out.println(what);
            told = what;
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
