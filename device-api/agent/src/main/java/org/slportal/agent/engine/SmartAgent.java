package org.slportal.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.engine.LicensingState.Authorization;
import org.slportal.agent.engine.LicensingState.Registration;
import org.slportal.agent.identity.CertificateTrust;
import org.slportal.agent.identity.DeviceKey;
import org.slportal.agent.nvram.Nvram;
import org.slportal.agent.platform.Hardware;

/**
 * The licensing software of one switch.
 *
 * <p>Commands return at once; the work they cause runs on the executor, one piece at a time, as does what the timer wakes. Everything
 * that is due is read off the state, so that after a restart, a long sleep or a moved clock the agent does what the new time asks for.
 */
public final class SmartAgent {

    /** As {@code show license all} prints it. */
    public static final String VERSION = "4.8.5.4_rel/22";

    private final InstantSource clock;
    private final LicenseSource licenses;
    private final AgentTimer timer;
    private final Executor executor;
    private final Supplier<DeviceKey> keys;
    private final LicensingMemory memory;
    private final WorkingMemory ram;
    private final StateHolder state;
    private final EvaluationWatch evaluation;
    private final ExpiryWatch expiry;
    private final ClockChange clockChange;
    private final PortalConversation conversation;
    private final RegistrationProcess registration;
    private final AuthorizationProcess authorization;
    private final ConversionProcess conversions;
    private final LicensingLog log;
    private final EventLog events;
    private final UsageEvents usage;
    private final Reservations reservations;
    private final ReentrantLock work = new ReentrantLock();

    private final Object orders = new Object();
    /** Always as it is in the image of the RAM. */
    private @Nullable PendingRegistration pending;

    private boolean deregisterOrdered;
    /** Not before the start: the configuration that is loaded until then is looked at as a whole. */
    private boolean running;

    /** @param parts what the agent lives on */
    public SmartAgent(Parts parts) {
        clock = parts.clock();
        licenses = parts.licenses();
        timer = parts.timer();
        executor = parts.executor();
        keys = parts.keys();
        events = new EventLog(clock, parts.settings().events(), parts.nvram());
        usage = new UsageEvents(events);
        reservations = new Reservations(
                parts.hardware().udi(), parts.clock(), parts.random(), parts.trust(), parts.nvram(), events);
        memory = new LicensingMemory(parts.nvram());
        ram = new WorkingMemory(parts.nvram());
        pending = ram.pending();
        log = new LicensingLog(parts.syslog(), parts.hardware().udi());
        state = new StateHolder(memory);
        evaluation = new EvaluationWatch(clock, state, log);
        expiry = new ExpiryWatch(clock, log);
        clockChange = new ClockChange(clock, state, log);
        KeyRing ring = new KeyRing();
        Retry retry = new Retry(parts.random());
        conversation = new PortalConversation(
                parts.hardware().udi(),
                clock,
                parts.random(),
                parts.trust(),
                parts.transport(),
                parts.syslog(),
                log,
                ram,
                new KnownSigner(clock, state));
        registration = new RegistrationProcess(
                parts.hardware(),
                parts.hostname(),
                clock,
                parts.trust(),
                conversation,
                ring,
                state,
                retry,
                log,
                events);
        authorization = new AuthorizationProcess(
                parts.hardware(),
                licenses,
                clock,
                conversation,
                ring,
                state,
                retry,
                log,
                events,
                parts.settings().outOfComplianceRetry());
        conversions = new ConversionProcess(
                parts.hardware(), parts.legacy(), clock, conversation, ring, state, retry, log, events);
    }

    /**
     * What an agent lives on.
     *
     * @param random nonces and the spread of retries
     * @param hostname null hides it
     * @param legacy what is reported when the device converts its licences
     * @param keys makes a key pair for each registration
     * @param trust judges the certificates that vouch for answers
     * @param executor runs the conversations with the portal
     */
    public record Parts(
            Hardware hardware,
            Supplier<@Nullable String> hostname,
            LicenseSource licenses,
            ConversionSource legacy,
            InstantSource clock,
            RandomGenerator random,
            Supplier<DeviceKey> keys,
            CertificateTrust trust,
            CallHomeTransport transport,
            Nvram nvram,
            AgentTimer timer,
            Executor executor,
            Syslog syslog,
            EngineSettings settings) {}

    /** Switches on: counts the evaluation if it applies and does what became due while off. */
    public void start() {
        events.record("INIT_START", "version", VERSION);
        log.ready();
        events.record("READY");
        events.record("ENABLED");
        Identity identity = state.get().identity();
        boolean exportAllowed = identity != null && identity.exportAllowed();
        log.exportControlled(exportAllowed);
        events.record("EXPORT_FLAG", "exportAllowed", exportAllowed ? "True" : "False");
        becomeActive();
        run();
    }

    /** Goes on after the simulation was ended and started again; nothing happened to the device itself. */
    public void resume() {
        usage.assume(licenses.licensesInUse());
        run();
    }

    /**
     * Starts on the standby, which has taken over.
     *
     * @param outOfSync whether something of the licensing was never saved, and so never reached the standby
     */
    public void takeOver(boolean outOfSync) {
        if (outOfSync) {
            log.standbyOutOfSync();
        }
        becomeActive();
        resume();
    }

    private void becomeActive() {
        log.becameActive();
        events.record("HA_ROLE_CHANGED", "role", "Active");
    }

    private void run() {
        boolean trying;
        synchronized (orders) {
            running = true;
            trying = pending != null;
        }
        state.update(s -> s.identity() == null && s.registration().status() == RegistrationStatus.IN_PROGRESS && !trying
                ? s.with(Registration.NONE)
                : s);
        usageChanged();
    }

    /** What power off and on leaves of the licensing in NVRAM. No agent may be running on it. */
    public static void powerCycle(Nvram nvram) {
        new LicensingMemory(nvram).loseUnsaved();
        new WorkingMemory(nvram).clear();
    }

    /** Saves the key pair, as {@code write memory} does. */
    public void saveKeys() {
        memory.saveKeys(state.get().identity());
    }

    /** Forgets the saved key pair; the one in use stays. */
    public void eraseKeys() {
        memory.saveKeys(null);
    }

    /** Whether a reload would lose the registration. */
    public boolean hasUnsavedKeys() {
        return memory.isUnsaved(state.get().identity());
    }

    /** Switches off: nothing more is sent, the evaluation stops counting. A conversation under way ends first. */
    public void stop() {
        synchronized (orders) {
            running = false;
        }
        timer.disarm();
        work.lock();
        try {
            evaluation.stop();
            state.close();
        } finally {
            work.unlock();
        }
    }

    /** What came of the order to register. */
    public enum RegisterOrder {
        STARTED,
        /** An identity is held, and force was not given. */
        ALREADY_REGISTERED,
        /** Its licences are reserved: it does not call home. */
        RESERVED
    }

    /** Orders a registration; a token that replaces one still being tried takes its place. */
    public RegisterOrder register(String token, boolean force) {
        if (reservations.installed() != null) {
            return RegisterOrder.RESERVED;
        }
        if (state.get().identity() != null && !force) {
            return RegisterOrder.ALREADY_REGISTERED;
        }
        if (state.get().identity() == null) {
            state.update(s -> s.with(new Registration(RegistrationStatus.IN_PROGRESS, null, null, null)));
        }
        submit(() -> {
            DeviceKey key = keys.get();
            log.keyGenerated();
            synchronized (orders) {
                pend(new PendingRegistration(token, force, key, clock.instant()));
            }
        });
        return RegisterOrder.STARTED;
    }

    /** Orders the identity to be given back; false if there is none. A registration still being tried is given up. */
    public boolean deregister() {
        boolean held;
        synchronized (orders) {
            held = state.get().identity() != null || pending != null;
            pend(null);
            deregisterOrdered = held;
        }
        if (held) {
            submit(() -> {});
        }
        return held;
    }

    /** Orders an authorization request; false if not registered. */
    public boolean renewAuthorization() {
        return orderIfRegistered(
                () -> state.update(s -> s.with(s.authorization().nextAt(clock.instant()))));
    }

    /** Orders a renewal of the ID certificate; false if not registered. */
    public boolean renewIdCertificate() {
        return orderIfRegistered(() -> state.update(s -> s.with(new Registration(
                RegistrationStatus.REGISTERED,
                s.registration().initial(),
                s.registration().lastRenewal(),
                clock.instant()))));
    }

    /** Orders the legacy licences to be converted. */
    public ConversionOrder startConversion() {
        ConversionOrder order = conversions.start();
        if (order == ConversionOrder.STARTED) {
            submit(() -> {});
        }
        return order;
    }

    /** Orders a conversion to be given up. */
    public ConversionOrder stopConversion() {
        return conversions.stop();
    }

    private boolean orderIfRegistered(Runnable order) {
        if (state.get().identity() == null) {
            return false;
        }
        submit(() -> {
            if (state.get().identity() != null) {
                order.run();
            }
        });
        return true;
    }

    /**
     * Told when the device's clock was set.
     *
     * @param adopt lets the agent's clock go along, and says by how much it moved
     */
    public void clockChanged(Supplier<Duration> adopt) {
        submit(() -> {
            Duration by = adopt.get();
            if (by.isZero()) {
                return;
            }
            evaluation.clockChanged(by);
            expiry.clockChanged();
            clockChange.apply(by);
            synchronized (orders) {
                PendingRegistration trying = pending;
                pend(trying == null ? null : trying.at(trying.nextAttempt().plus(by)));
            }
        });
    }

    /** The device's key is removed and made anew, while its certificate stays: from now on the two do not match. False without an identity. */
    public boolean replaceKey() {
        return orderIfRegistered(() -> {
            String fresh = keys.get().toPem();
            conversation.forget();
            state.update(s -> {
                Identity held = s.identity();
                return held == null ? s : s.with(held.withKey(fresh));
            });
        });
    }

    /** Told whenever the configuration may consume other licences than before. */
    public void usageChanged() {
        submit(() -> {
            usage.note(licenses.licensesInUse());
            LicensingState now = state.get();
            if (now.identity() != null
                    && now.authorization().state() != null
                    && authorization.isOutdated(now.entitlements())) {
                state.update(s -> s.with(s.authorization().nextAt(clock.instant())));
            }
        });
    }

    /** The state, as it is in NVRAM. */
    public LicensingState state() {
        return state.get();
    }

    /** What the terminal prints as the state of the authorization. */
    public AuthorizationState authorizationState() {
        if (licenses.licensesInUse().isEmpty()) {
            return AuthorizationState.NO_LICENSES_IN_USE;
        }
        if (reservations.installed() != null) {
            return licenses.licensesInUse().stream().allMatch(reservations::covers)
                    ? AuthorizationState.RESERVED_AUTHORIZED
                    : AuthorizationState.NOT_AUTHORIZED;
        }
        LicensingState now = state.get();
        AuthorizationState judged = now.authorization().state();
        if (judged != null) {
            return judged;
        }
        return evaluation.isUsedUp() ? AuthorizationState.EVAL_EXPIRED : AuthorizationState.EVAL_MODE;
    }

    public Reservations reservations() {
        return reservations;
    }

    public LicenseSource licenses() {
        return licenses;
    }

    public Duration evaluationRemaining() {
        return evaluation.remaining();
    }

    public EventLog events() {
        return events;
    }

    private void pend(@Nullable PendingRegistration next) {
        pending = next;
        ram.pending(next);
    }

    private void submit(Runnable order) {
        executor.execute(() -> {
            work.lock();
            try {
                if (isRunning()) {
                    order.run();
                    settle();
                }
            } finally {
                work.unlock();
            }
        });
    }

    private boolean isRunning() {
        synchronized (orders) {
            return running;
        }
    }

    /** Does everything that is due, then sleeps until the next thing will be. */
    private void settle() {
        while (isRunning() && doNext()) {
            // each act may make the next one due
        }
        expiry.judge(state.get().identity());
        evaluation.judge(state.get().authorization().state() == null
                && reservations.installed() == null
                && !licenses.licensesInUse().isEmpty());
        if (isRunning()) {
            Instant next = nextWake();
            if (next == null) {
                timer.disarm();
            } else {
                timer.arm(next, () -> submit(() -> {}));
            }
        }
    }

    /** One act, the most overdue kind first; false if nothing is due. */
    private boolean doNext() {
        Instant now = clock.instant();
        LicensingState current = state.get();
        Identity identity = current.identity();
        PendingRegistration registering;
        boolean deregister;
        synchronized (orders) {
            registering = pending;
            deregister = deregisterOrdered;
            deregisterOrdered = false;
        }
        if (deregister) {
            if (identity == null) {
                state.update(LicensingState::unidentified);
            } else {
                registration.deregister(identity);
            }
            return true;
        }
        Instant leavesAt = current.leavesAt();
        boolean leaves = identity != null
                && (leavesAt == null
                        ? !now.isBefore(identity.expiresAt())
                        : isDue(leavesAt, now) && clockChange.graceIsOver(identity));
        if (leaves) {
            log.idCertificateExpired();
            events.record("ID_CERT_EXPIRED");
            state.update(LicensingState::unidentified);
            return true;
        }
        if (registering != null && isDue(registering.nextAttempt(), now)) {
            PendingRegistration next = registration.register(registering);
            synchronized (orders) {
                // an order that came meanwhile stands
                if (registering.equals(pending)) {
                    pend(next);
                }
            }
            return true;
        }
        if (identity == null) {
            return false;
        }
        Authorization authorized = current.authorization();
        if (holds(authorized) && isDue(authorized.deadline(), now)) {
            authorization.expire();
            return true;
        }
        if (isDue(authorized.nextAttempt(), now)) {
            authorization.authorize(identity);
            return true;
        }
        if (isDue(current.conversion().nextAttempt(), now)) {
            conversions.proceed(identity);
            return true;
        }
        if (registering == null && isDue(current.registration().nextAttempt(), now)) {
            registration.renew(identity);
            return true;
        }
        return false;
    }

    private static boolean holds(Authorization authorized) {
        return authorized.state() == AuthorizationState.AUTHORIZED
                || authorized.state() == AuthorizationState.OUT_OF_COMPLIANCE;
    }

    static boolean isDue(@Nullable Instant when, Instant now) {
        return when != null && !now.isBefore(when);
    }

    private @Nullable Instant nextWake() {
        LicensingState current = state.get();
        Identity identity = current.identity();
        Instant next = null;
        PendingRegistration registering;
        synchronized (orders) {
            registering = pending;
        }
        if (registering != null) {
            next = registering.nextAttempt();
        }
        if (identity != null) {
            Instant leavesAt = current.leavesAt();
            next = earlier(next, leavesAt == null ? identity.expiresAt() : leavesAt);
            next = earlier(next, expiry.nextWake());
            next = earlier(next, current.authorization().nextAttempt());
            next = earlier(
                    next,
                    holds(current.authorization()) ? current.authorization().deadline() : null);
            next = earlier(next, current.conversion().nextAttempt());
            next = earlier(next, registering == null ? current.registration().nextAttempt() : null);
        }
        return earlier(next, evaluation.nextWake());
    }

    static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null ? b : b == null || a.isBefore(b) ? a : b;
    }
}
