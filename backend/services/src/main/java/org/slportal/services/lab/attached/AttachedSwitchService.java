package org.slportal.services.lab.attached;

import static org.slportal.db.jooq.Tables.ATTACHED_SWITCH;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.slportal.db.jooq.tables.ProductInstance;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.PortalProperties;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.lab.RealTime;
import org.slportal.services.page.PageQuery;
import org.slportal.services.secret.Sealer;
import org.springframework.stereotype.Service;

/** Switches that announce themselves to the lab, and their terminals. Outside lab mode there are none. */
@Service
public class AttachedSwitchService {

    /** Three announcements missed, and it is away. */
    public static final Duration AWAY_AFTER = Duration.ofSeconds(30);

    private final DSLContext sql;
    private final Transactions transactions;
    private final PortalProperties properties;
    private final RealTime realTime;
    private final EventRecorder events;
    private final Sealer sealer;
    private final SshConsoles consoles;

    AttachedSwitchService(
            DSLContext sql,
            Transactions transactions,
            PortalProperties properties,
            RealTime realTime,
            EventRecorder events,
            Sealer sealer,
            SshConsoles consoles) {
        this.sql = sql;
        this.transactions = transactions;
        this.properties = properties;
        this.realTime = realTime;
        this.events = events;
        this.sealer = sealer;
        this.consoles = consoles;
    }

    /**
     * Takes down that these switches are there, and where. One statement, however many they are and whether they are new or not.
     *
     * @return how many were not attached before
     */
    public int announce(Actor actor, SmartAccountId account, List<AnnouncedSwitch> announced) {
        require(actor, account);
        Announcement announcement = Announcement.of(announced);
        return transactions.write(() -> {
            List<String> attached = write(account, announcement);
            events.recordAll(
                    actor,
                    attached.stream()
                            .map(name -> NewEvent.done(EventCode.SWITCH_ATTACHED, account, null, "device", name))
                            .toList());
            return attached.size();
        });
    }

    /** @return names of those that are new: of two announcements at once, one finds the other's row there */
    private List<String> write(SmartAccountId account, Announcement announcement) {
        Instant now = realTime.instant();
        var insert = sql.insertInto(
                ATTACHED_SWITCH,
                ATTACHED_SWITCH.SMART_ACCOUNT_ID,
                ATTACHED_SWITCH.NAME,
                ATTACHED_SWITCH.UDI_PID,
                ATTACHED_SWITCH.UDI_SERIAL_NUMBER,
                ATTACHED_SWITCH.SOFTWARE_VERSION,
                ATTACHED_SWITCH.SSH_HOST,
                ATTACHED_SWITCH.SSH_PORT,
                ATTACHED_SWITCH.HOST_KEY,
                ATTACHED_SWITCH.USER_NAME,
                ATTACHED_SWITCH.SEALED_SECRET,
                ATTACHED_SWITCH.ANNOUNCEMENTS,
                ATTACHED_SWITCH.SEEN_AT);
        for (AnnouncedSwitch one : announcement.switches()) {
            insert = insert.values(
                    account,
                    one.name(),
                    one.pid(),
                    one.serialNumber(),
                    one.version(),
                    one.host(),
                    one.port(),
                    one.hostKey(),
                    one.user(),
                    sealer.seal(one.secret(), context(account, one.pid(), one.serialNumber())),
                    1L,
                    now);
        }
        return insert
                .onDuplicateKeyUpdate()
                .set(ATTACHED_SWITCH.NAME, DSL.excluded(ATTACHED_SWITCH.NAME))
                .set(ATTACHED_SWITCH.SOFTWARE_VERSION, DSL.excluded(ATTACHED_SWITCH.SOFTWARE_VERSION))
                .set(ATTACHED_SWITCH.SSH_HOST, DSL.excluded(ATTACHED_SWITCH.SSH_HOST))
                .set(ATTACHED_SWITCH.SSH_PORT, DSL.excluded(ATTACHED_SWITCH.SSH_PORT))
                .set(ATTACHED_SWITCH.HOST_KEY, DSL.excluded(ATTACHED_SWITCH.HOST_KEY))
                .set(ATTACHED_SWITCH.USER_NAME, DSL.excluded(ATTACHED_SWITCH.USER_NAME))
                .set(ATTACHED_SWITCH.SEALED_SECRET, DSL.excluded(ATTACHED_SWITCH.SEALED_SECRET))
                .set(ATTACHED_SWITCH.ANNOUNCEMENTS, ATTACHED_SWITCH.ANNOUNCEMENTS.plus(1))
                .set(ATTACHED_SWITCH.SEEN_AT, DSL.excluded(ATTACHED_SWITCH.SEEN_AT))
                .returningResult(ATTACHED_SWITCH.NAME, ATTACHED_SWITCH.ANNOUNCEMENTS)
                .fetch()
                .stream()
                .filter(row -> row.value2() == 1)
                .map(org.jooq.Record2::value1)
                .toList();
    }

    public List<AttachedSwitchItem> list(Actor actor, SmartAccountId account, PageQuery<AttachedSwitchSort> query) {
        require(actor, account);
        Instant now = realTime.instant();
        return select(ATTACHED_SWITCH.SMART_ACCOUNT_ID.eq(account))
                .orderBy(order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> item(row, now));
    }

    public long count(Actor actor, SmartAccountId account) {
        require(actor, account);
        return sql.fetchCount(ATTACHED_SWITCH, ATTACHED_SWITCH.SMART_ACCOUNT_ID.eq(account));
    }

    /** @throws PortalException NOT_FOUND also for a switch of another Smart Account */
    public AttachedSwitchItem require(Actor actor, SmartAccountId account, AttachedSwitchId id) {
        return one(actor, account, ATTACHED_SWITCH.ATTACHED_SWITCH_ID.eq(id));
    }

    /**
     * The switch a script names by host name or serial number; of several the one attached first.
     *
     * @throws PortalException NOT_FOUND if there is none
     */
    public AttachedSwitchItem named(Actor actor, SmartAccountId account, String name) {
        return one(actor, account, ATTACHED_SWITCH.NAME.eq(name).or(ATTACHED_SWITCH.UDI_SERIAL_NUMBER.eq(name)));
    }

    private AttachedSwitchItem one(Actor actor, SmartAccountId account, Condition which) {
        require(actor, account);
        Instant now = realTime.instant();
        return select(ATTACHED_SWITCH.SMART_ACCOUNT_ID.eq(account).and(which))
                .orderBy(ATTACHED_SWITCH.ATTACHED_SWITCH_ID)
                .limit(1)
                .fetchOptional(row -> item(row, now))
                .orElseThrow(PortalException::notFound);
    }

    /**
     * Opens a terminal on a switch. Takes as long as the switch does, up to 15 seconds where it does not answer: not for a thread that
     * others wait for.
     *
     * @param listener is told from before this returns until the console has ended; never if this throws
     * @throws PortalException NOT_FOUND also for a switch of an account the actor does not operate the lab of; CONFLICT if the switch
     *     cannot be reached, refuses, or shows another host key; RATE_LIMITED if too many consoles are open
     */
    public SwitchConsole console(Actor actor, AttachedSwitchId id, SwitchConsole.Listener listener) {
        requireLab();
        Dialled dialled = dialled(actor, id);
        SwitchConsole console = consoles.open(dialled.target(), listener);
        try {
            transactions.run(() -> events.record(
                    actor,
                    NewEvent.done(
                            EventCode.SWITCH_CONSOLE_OPENED,
                            dialled.account(),
                            null,
                            "device",
                            dialled.target().name())));
            return console;
        } catch (RuntimeException e) {
            // Nobody is on a switch unrecorded.
            console.close();
            throw e;
        }
    }

    private record Dialled(SmartAccountId account, ConsoleTarget target) {}

    private Dialled dialled(Actor actor, AttachedSwitchId id) {
        var row = sql.select(
                        ATTACHED_SWITCH.SMART_ACCOUNT_ID,
                        ATTACHED_SWITCH.NAME,
                        ATTACHED_SWITCH.UDI_PID,
                        ATTACHED_SWITCH.UDI_SERIAL_NUMBER,
                        ATTACHED_SWITCH.SSH_HOST,
                        ATTACHED_SWITCH.SSH_PORT,
                        ATTACHED_SWITCH.HOST_KEY,
                        ATTACHED_SWITCH.USER_NAME,
                        ATTACHED_SWITCH.SEALED_SECRET)
                .from(ATTACHED_SWITCH)
                .where(ATTACHED_SWITCH.ATTACHED_SWITCH_ID.eq(id))
                .fetchOptional()
                .orElseThrow(PortalException::notFound);
        actor.require(Permission.OPERATE_LAB, row.value1(), null);
        String secret = sealer.open(row.value9(), context(row.value1(), row.value3(), row.value4()));
        return new Dialled(
                row.value1(),
                new ConsoleTarget(row.value2(), row.value5(), row.value6(), row.value7(), row.value8(), secret));
    }

    private void require(Actor actor, SmartAccountId account) {
        requireLab();
        actor.require(Permission.OPERATE_LAB, account, null);
    }

    private void requireLab() {
        if (!properties.lab()) {
            throw PortalException.notFound();
        }
    }

    private SelectConditionStep<? extends Record> select(Condition which) {
        return sql.select(
                        ATTACHED_SWITCH.ATTACHED_SWITCH_ID,
                        ATTACHED_SWITCH.NAME,
                        ATTACHED_SWITCH.UDI_PID,
                        ATTACHED_SWITCH.UDI_SERIAL_NUMBER,
                        ATTACHED_SWITCH.SOFTWARE_VERSION,
                        ATTACHED_SWITCH.SSH_HOST,
                        ATTACHED_SWITCH.SSH_PORT,
                        ATTACHED_SWITCH.SEEN_AT,
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME)
                .from(ATTACHED_SWITCH)
                .leftJoin(PRODUCT_INSTANCE)
                .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(registration()))
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID))
                .where(which);
    }

    /** A chassis is registered once for each product it can be; the last one is what it runs now. */
    private static org.jooq.Field<ProductInstanceId> registration() {
        ProductInstance registered = PRODUCT_INSTANCE.as("registered");
        return DSL.field(DSL.select(DSL.max(registered.PRODUCT_INSTANCE_ID))
                .from(registered)
                .where(registered
                        .SMART_ACCOUNT_ID
                        .eq(ATTACHED_SWITCH.SMART_ACCOUNT_ID)
                        .and(registered.UDI_PID.eq(ATTACHED_SWITCH.UDI_PID))
                        .and(registered.UDI_SERIAL_NUMBER.eq(ATTACHED_SWITCH.UDI_SERIAL_NUMBER))));
    }

    private static AttachedSwitchItem item(Record row, Instant now) {
        Instant seen = row.get(ATTACHED_SWITCH.SEEN_AT);
        ProductInstanceId device = row.get(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID);
        return new AttachedSwitchItem(
                row.get(ATTACHED_SWITCH.ATTACHED_SWITCH_ID),
                row.get(ATTACHED_SWITCH.NAME),
                new Udi(row.get(ATTACHED_SWITCH.UDI_PID), row.get(ATTACHED_SWITCH.UDI_SERIAL_NUMBER)),
                row.get(ATTACHED_SWITCH.SOFTWARE_VERSION),
                row.get(ATTACHED_SWITCH.SSH_HOST),
                row.get(ATTACHED_SWITCH.SSH_PORT),
                seen,
                seen.plus(AWAY_AFTER).isAfter(now),
                device == null
                        ? null
                        : new AttachedSwitchItem.Registration(
                                device, row.get(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID), row.get(VIRTUAL_ACCOUNT.NAME)));
    }

    private static List<OrderField<?>> order(PageQuery<AttachedSwitchSort> query) {
        var fields = switch (query.sort()) {
            case NAME -> List.of(ATTACHED_SWITCH.NAME);
            case DEVICE -> List.of(ATTACHED_SWITCH.UDI_PID, ATTACHED_SWITCH.UDI_SERIAL_NUMBER);
            case VERSION -> List.of(ATTACHED_SWITCH.SOFTWARE_VERSION);
            case SEEN -> List.of(ATTACHED_SWITCH.SEEN_AT);
        };
        List<OrderField<?>> order = new java.util.ArrayList<>();
        fields.forEach(field -> order.add(query.ascending() ? field.asc() : field.desc()));
        order.add(ATTACHED_SWITCH.ATTACHED_SWITCH_ID.asc());
        return order;
    }

    /** A sealed secret opens for its own switch only. */
    private static String context(SmartAccountId account, String pid, String serialNumber) {
        return "attached_switch:" + account + ":" + pid + ":" + serialNumber;
    }
}
