package org.slportal.agent.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.engine.AgentTimer;
import org.slportal.agent.engine.Attempt;
import org.slportal.agent.engine.CallHomeTransport;
import org.slportal.agent.engine.EngineSettings;
import org.slportal.agent.engine.LicensingState;
import org.slportal.agent.engine.SmartAgent;
import org.slportal.agent.engine.Syslog;
import org.slportal.agent.engine.SyslogMessage;
import org.slportal.agent.engine.TransportFault;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.platform.Hardware;
import org.slportal.domain.device.LicensingTimers;

/**
 * One switch of a fleet. It is its own timer, transport, log and memory, since a hundred thousand times four small objects are not small. Its memory
 * is the licensing software's own state: a fleet is not started again.
 */
final class FleetSwitch implements AgentTimer, CallHomeTransport, Syslog, Nvram {

    private static final EngineSettings SETTINGS = new EngineSettings(LicensingTimers.OUT_OF_COMPLIANCE_RETRY, 0);

    private final Fleet fleet;
    private final Hardware hardware;
    private final SmartAgent agent;
    private final long orderedAt = System.nanoTime();
    private @Nullable Future<?> armed;
    private volatile int millisToRegister = -1;
    private volatile int messages;
    private volatile int authorizations;

    FleetSwitch(Fleet fleet, int number, String serialNumber) {
        this.fleet = fleet;
        this.hardware = fleet.setup().mix().hardware(number, serialNumber);
        this.agent = new SmartAgent(new SmartAgent.Parts(
                hardware,
                () -> "flt-" + serialNumber.toLowerCase(Locale.ROOT),
                () -> fleet.setup().mix().uses(number),
                List::of,
                fleet.clock(),
                fleet.random(),
                () -> fleet.setup().keys().of(number),
                fleet.setup().trust(),
                this,
                this,
                this,
                fleet.workers(),
                this,
                SETTINGS));
    }

    void register(String token) {
        agent.start();
        agent.register(token, fleet.setup().force());
    }

    SmartAgent agent() {
        return agent;
    }

    Hardware hardware() {
        return hardware;
    }

    /** From the order to the first success; -1 before. */
    int millisToRegister() {
        return millisToRegister;
    }

    int messages() {
        return messages;
    }

    /** How often the portal answered what it asked for, the first time included. */
    int authorizations() {
        return authorizations;
    }

    /** What has become of it. */
    enum Outcome {
        WAITING,
        REGISTERED,
        AUTHORIZED,
        OUT_OF_COMPLIANCE,
        FAILED
    }

    Outcome outcome() {
        LicensingState state = agent.state();
        if (state.identity() == null) {
            return failed(state.registration().initial()) ? Outcome.FAILED : Outcome.WAITING;
        }
        if (state.authorization().state() == null) {
            return failed(state.authorization().last()) ? Outcome.FAILED : Outcome.REGISTERED;
        }
        return switch (state.authorization().state()) {
            case AUTHORIZED -> Outcome.AUTHORIZED;
            case OUT_OF_COMPLIANCE -> Outcome.OUT_OF_COMPLIANCE;
            default -> Outcome.FAILED;
        };
    }

    /** The last failure still standing, word for word; empty if there is none. */
    String failure() {
        LicensingState state = agent.state();
        Attempt last = state.identity() == null
                ? state.registration().initial()
                : state.authorization().last();
        return Optional.ofNullable(last).map(Attempt::failureReason).orElse("");
    }

    private static boolean failed(@Nullable Attempt attempt) {
        return attempt != null && attempt.failureReason() != null;
    }

    @Override
    public String exchange(String signedRequest) throws TransportFault {
        messages++;
        return fleet.wire().exchange(hardware.udi().serialNumber(), signedRequest);
    }

    @Override
    public void log(SyslogMessage message) {
        if (message.mnemonic().equals("AUTH_RENEW_SUCCESS")) {
            authorizations++;
        }
        if (millisToRegister < 0 && message.mnemonic().equals("AGENT_REG_SUCCESS")) {
            millisToRegister = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - orderedAt);
        }
    }

    @Override
    public synchronized void arm(Instant when, Runnable wake) {
        disarm();
        armed = fleet.schedule(Duration.between(fleet.clock().instant(), when), wake);
    }

    @Override
    public synchronized void disarm() {
        Future<?> current = armed;
        if (current != null) {
            current.cancel(false);
            armed = null;
        }
    }

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.empty();
    }

    @Override
    public void write(String name, byte[] content) {
        // The state is held by the licensing software itself, and nobody will read it after that has ended.
    }
}
