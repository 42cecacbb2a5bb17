package org.slportal.services.lab;

import static org.slportal.db.jooq.Tables.SMART_ACCOUNT;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.pki.CertificateAuthority;
import org.slportal.services.PortalProperties;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Moves the lab clock forward or runs it faster, never back. It is one clock for the whole installation: an administrator of any Smart
 * Account may move it, and every account's event log says so.
 */
@Service
public class LabClockService {

    /** One move. */
    public static final Duration MAX_MOVE = Duration.ofDays(5 * 365);

    /** What is signed near the end of the root certificate must still fit into it. */
    private static final Duration ROOM_FOR_CERTIFICATES = Duration.ofDays(2 * 365);

    private final DSLContext sql;
    private final Transactions transactions;
    private final PortalProperties properties;
    private final LabClock clock;
    private final LabClockRecord record;
    private final RealTime realTime;
    private final CertificateAuthority authority;
    private final EventRecorder events;
    private final ApplicationEventPublisher nodes;

    public LabClockService(
            DSLContext sql,
            Transactions transactions,
            PortalProperties properties,
            LabClock clock,
            LabClockRecord record,
            RealTime realTime,
            CertificateAuthority authority,
            EventRecorder events,
            ApplicationEventPublisher nodes) {
        this.sql = sql;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
        this.record = record;
        this.realTime = realTime;
        this.authority = authority;
        this.events = events;
        this.nodes = nodes;
    }

    public boolean isLab() {
        return properties.lab();
    }

    /** Nobody's secret: every page shows it, and switches follow it. @throws PortalException NOT_FOUND outside lab mode */
    public LabClockItem now() {
        if (!isLab()) {
            throw PortalException.notFound();
        }
        return item(clock.time());
    }

    /** Whether the Lab area is there for this person. */
    public boolean mayOperate(Actor actor) {
        return isLab() && !administered(actor).isEmpty();
    }

    /** The clock for its operators. @throws PortalException NOT_FOUND outside lab mode, UNAUTHORIZED for everybody else */
    public LabClockItem read(Actor actor) {
        require(actor);
        return now();
    }

    /**
     * Moves it forward.
     *
     * @param by a second at least, {@link #MAX_MOVE} at most
     * @param version of the clock the operator looked at
     */
    public LabClockItem advance(Actor actor, Duration by, int version) {
        require(actor);
        if (by.isNegative()) {
            throw PortalException.rejected("advanceSeconds", ErrorReason.LAB_CLOCK_BACKWARDS);
        }
        if (by.compareTo(Duration.ofSeconds(1)) < 0 || by.compareTo(MAX_MOVE) > 0) {
            throw PortalException.rejected("advanceSeconds", ErrorReason.LAB_CLOCK_MOVE, MAX_MOVE.toDays());
        }
        return change(actor, version, before -> before.changed(realTime.instant(), by, before.speed()));
    }

    /** Runs it faster, or as fast as real time again. @param speed 1 to {@link LabTime#MAX_SPEED} */
    public LabClockItem run(Actor actor, int speed, int version) {
        require(actor);
        if (speed < 0) {
            throw PortalException.rejected("speed", ErrorReason.LAB_CLOCK_BACKWARDS);
        }
        if (speed < 1 || speed > LabTime.MAX_SPEED) {
            throw PortalException.rejected("speed", ErrorReason.LAB_CLOCK_SPEED, LabTime.MAX_SPEED);
        }
        return change(actor, version, before -> before.changed(realTime.instant(), Duration.ZERO, speed));
    }

    /** Follows what another node stored; slows a clock that runs into the end of the certificates. To be called every second. */
    public void follow() {
        if (clock.follow(record.read())) {
            nodes.publishEvent(new LabClockMoved(clock.instant()));
        }
        LabTime time = clock.time();
        if (time.speed() > 1 && !clock.instant().isBefore(end())) {
            change(
                    Actor.system("portal"),
                    time.version(),
                    before -> before.changed(realTime.instant(), Duration.ZERO, 1));
        }
    }

    private LabClockItem change(Actor actor, int version, java.util.function.UnaryOperator<LabTime> change) {
        LabTime changed = transactions.write(() -> {
            LabTime before = record.lock();
            if (before.version() != version) {
                throw PortalException.stale();
            }
            LabTime after = change.apply(before);
            Instant reached = after.labBase();
            if (after.speed() > 1 || reached.isAfter(before.at(after.realBase()))) {
                requireRoom(reached);
            }
            record.write(after);
            tell(actor, before, after);
            return after;
        });
        // After the commit: nobody may act in a time that is not stored.
        clock.follow(changed);
        nodes.publishEvent(new LabClockMoved(changed.labBase()));
        return item(changed);
    }

    private void requireRoom(Instant reached) {
        if (reached.isAfter(end())) {
            throw PortalException.conflict("advanceSeconds", ErrorReason.LAB_CLOCK_END, end().toString());
        }
    }

    private Instant end() {
        return authority
                .rootCertificate()
                .getNotAfter()
                .toInstant()
                .minus(ROOM_FOR_CERTIFICATES)
                .truncatedTo(ChronoUnit.DAYS);
    }

    /** In every account's log; under the operator's name only where the operator is known. */
    private void tell(Actor actor, LabTime before, LabTime after) {
        Instant from = before.at(after.realBase());
        boolean moved = after.labBase().isAfter(from);
        Set<SmartAccountId> own = administered(actor);
        List<NewEvent> mine = new ArrayList<>();
        List<NewEvent> others = new ArrayList<>();
        sql.select(SMART_ACCOUNT.SMART_ACCOUNT_ID).from(SMART_ACCOUNT).forEach(row -> {
            SmartAccountId account = row.value1();
            NewEvent event = moved
                    ? NewEvent.done(
                            EventCode.LAB_CLOCK_ADVANCED,
                            account,
                            null,
                            "from",
                            text(from),
                            "to",
                            text(after.labBase()))
                    : NewEvent.done(
                            EventCode.LAB_CLOCK_SPEED,
                            account,
                            null,
                            "speed",
                            Integer.toString(after.speed()),
                            "at",
                            text(from));
            (own.contains(account) ? mine : others).add(event);
        });
        events.recordAll(actor, mine);
        events.recordAll(Actor.system("lab clock"), others);
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void require(Actor actor) {
        if (!isLab()) {
            throw PortalException.notFound();
        }
        if (administered(actor).isEmpty()) {
            throw PortalException.notAllowed();
        }
    }

    /** The accounts over which the actor is administrator. */
    private static Set<SmartAccountId> administered(Actor actor) {
        return actor.grants().stream()
                .map(Actor.Grant::smartAccount)
                .filter(account -> actor.may(Permission.OPERATE_LAB, account, null))
                .collect(Collectors.toSet());
    }

    private LabClockItem item(LabTime time) {
        Instant real = realTime.instant();
        return new LabClockItem(time.at(real), real, time.speed(), time.version());
    }
}
