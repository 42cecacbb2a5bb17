package org.slportal.services.report;

import static org.slportal.db.jooq.Tables.APP_USER;
import static org.slportal.db.jooq.Tables.REPORT_DEFINITION;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.ReportId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/**
 * Reports somebody keeps. Their own, and those others share in the account; changing is the owner's, and an administrator may delete
 * what is shared, for people leave.
 */
@Service
public class SavedReportService {

    private static final int MAX_NAME = 120;
    private static final int MAX_DESCRIPTION = 500;
    /** So many one person may keep in one account. */
    static final int MAX_OWN = 200;

    private static final int HOURS = 24;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final ReportDefinitions definitions;
    private final EventRecorder events;

    SavedReportService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            ReportDefinitions definitions,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.definitions = definitions;
        this.events = events;
    }

    public List<SavedReport> list(Actor actor, SmartAccountId account, PageQuery<SavedReportSort> query) {
        actor.requireAnywhere(Permission.VIEW, account);
        var by = switch (query.sort()) {
            case NAME -> REPORT_DEFINITION.NAME;
            case KIND -> REPORT_DEFINITION.KIND;
            case OWNER -> APP_USER.USER_NAME;
        };
        return sql.select()
                .from(REPORT_DEFINITION)
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(REPORT_DEFINITION.APP_USER_ID))
                .where(visible(actor, account))
                .orderBy(
                        query.ascending() ? by.asc() : by.desc(),
                        REPORT_DEFINITION.NAME.asc(),
                        REPORT_DEFINITION.REPORT_DEFINITION_ID.asc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> ReportDefinitions.item(row, actor.userId()));
    }

    public BoundedCount count(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        return BoundedCounts.of(sql, REPORT_DEFINITION, visible(actor, account));
    }

    public SavedReport get(Actor actor, ReportId id) {
        return ReportDefinitions.item(require(actor, id), actor.userId());
    }

    /** What it asks for; of Virtual Accounts out of the reader's reach not even the names. */
    public ReportRequest request(Actor actor, ReportId id) {
        Record row = require(actor, id);
        ReportRequest stored = definitions.request(id, row);
        List<VirtualAccountId> reach = actor.poolsWith(Permission.VIEW, row.get(REPORT_DEFINITION.SMART_ACCOUNT_ID));
        Set<VirtualAccountId> pools = stored.pools();
        if (pools == null || reach == null) {
            return stored;
        }
        return new ReportRequest(
                stored.kind(),
                Set.copyOf(pools.stream().filter(reach::contains).toList()),
                stored.license(),
                stored.term(),
                stored.product(),
                stored.state(),
                stored.days(),
                stored.columns());
    }

    public ReportId create(Actor actor, SmartAccountId account, ReportData data) {
        actor.requireAnywhere(Permission.VIEW, account);
        UserId owner = owner(actor);
        ReportData clean = clean(actor, account, data);
        return transactions.write(() -> unlessNameTaken(clean.name(), () -> {
            if (sql.fetchCount(
                            REPORT_DEFINITION,
                            REPORT_DEFINITION.SMART_ACCOUNT_ID.eq(account).and(REPORT_DEFINITION.APP_USER_ID.eq(owner)))
                    >= MAX_OWN) {
                throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.REPORT_TOO_MANY, MAX_OWN);
            }
            ReportRequest asked = clean.request();
            ReportId id = sql.insertInto(REPORT_DEFINITION)
                    .set(REPORT_DEFINITION.SMART_ACCOUNT_ID, account)
                    .set(REPORT_DEFINITION.APP_USER_ID, owner)
                    .set(REPORT_DEFINITION.NAME, clean.name())
                    .set(REPORT_DEFINITION.DESCRIPTION, clean.description())
                    .set(REPORT_DEFINITION.KIND, asked.kind().name())
                    .set(REPORT_DEFINITION.SHARED, clean.shared())
                    .set(REPORT_DEFINITION.ALL_POOLS, asked.pools() == null)
                    .set(REPORT_DEFINITION.LICENSE_TEXT, asked.license())
                    .set(REPORT_DEFINITION.LICENSE_TERM, asked.term())
                    .set(REPORT_DEFINITION.PRODUCT_TEXT, asked.product())
                    .set(REPORT_DEFINITION.STATE, nameOf(asked.state()))
                    .set(REPORT_DEFINITION.DAYS, asked.days())
                    .set(REPORT_DEFINITION.CHOSEN_COLUMNS, ReportDefinitions.text(asked.columns()))
                    .set(REPORT_DEFINITION.CREATED_AT, clock.instant())
                    .returning(REPORT_DEFINITION.REPORT_DEFINITION_ID)
                    .fetchSingle()
                    .getReportDefinitionId();
            definitions.choosePools(id, account, asked.pools());
            events.record(actor, NewEvent.done(EventCode.REPORT_SAVED, account, null, "report", clean.name()));
            return id;
        }));
    }

    /** @param version as read with the values that were edited */
    public void change(Actor actor, ReportId id, ReportData data, int version) {
        SmartAccountId account = requireOwn(actor, id).get(REPORT_DEFINITION.SMART_ACCOUNT_ID);
        ReportData clean = clean(actor, account, data);
        ReportRequest asked = clean.request();
        transactions.run(() -> unlessNameTaken(clean.name(), () -> {
            int changed = sql.update(REPORT_DEFINITION)
                    .set(REPORT_DEFINITION.NAME, clean.name())
                    .set(REPORT_DEFINITION.DESCRIPTION, clean.description())
                    .set(REPORT_DEFINITION.KIND, asked.kind().name())
                    .set(REPORT_DEFINITION.SHARED, clean.shared())
                    .set(REPORT_DEFINITION.ALL_POOLS, asked.pools() == null)
                    .set(REPORT_DEFINITION.LICENSE_TEXT, asked.license())
                    .set(REPORT_DEFINITION.LICENSE_TERM, asked.term())
                    .set(REPORT_DEFINITION.PRODUCT_TEXT, asked.product())
                    .set(REPORT_DEFINITION.STATE, nameOf(asked.state()))
                    .set(REPORT_DEFINITION.DAYS, asked.days())
                    .set(REPORT_DEFINITION.CHOSEN_COLUMNS, ReportDefinitions.text(asked.columns()))
                    .set(REPORT_DEFINITION.VERSION, version + 1)
                    .where(REPORT_DEFINITION.REPORT_DEFINITION_ID.eq(id).and(REPORT_DEFINITION.VERSION.eq(version)))
                    .execute();
            if (changed == 0) {
                throw PortalException.stale();
            }
            definitions.choosePools(id, account, asked.pools());
            events.record(actor, NewEvent.done(EventCode.REPORT_SAVED, account, null, "report", clean.name()));
            return id;
        }));
    }

    public void delete(Actor actor, ReportId id) {
        Record row = require(actor, id);
        SmartAccountId account = row.get(REPORT_DEFINITION.SMART_ACCOUNT_ID);
        if (!isOwn(actor, row)) {
            actor.require(Permission.MANAGE_VIRTUAL_ACCOUNTS, account, null);
        }
        transactions.run(() -> {
            int deleted = sql.deleteFrom(REPORT_DEFINITION)
                    .where(REPORT_DEFINITION.REPORT_DEFINITION_ID.eq(id))
                    .execute();
            if (deleted == 0) {
                throw PortalException.notFound();
            }
            events.record(
                    actor,
                    NewEvent.done(EventCode.REPORT_DELETED, account, null, "report", row.get(REPORT_DEFINITION.NAME)));
        });
    }

    /** Sends it from now on, to its owner; null ends that. */
    public void schedule(Actor actor, ReportId id, @Nullable ReportSchedule schedule) {
        Record row = requireOwn(actor, id);
        SmartAccountId account = row.get(REPORT_DEFINITION.SMART_ACCOUNT_ID);
        if (schedule != null) {
            if (schedule.hour() < 0 || schedule.hour() >= HOURS) {
                throw PortalException.rejected("hour", ErrorReason.REPORT_HOUR);
            }
            if (row.get(APP_USER.EMAIL).isBlank()) {
                throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.REPORT_NO_EMAIL);
            }
        }
        transactions.run(() -> {
            int changed = sql.update(REPORT_DEFINITION)
                    .set(
                            REPORT_DEFINITION.FREQUENCY,
                            schedule == null ? null : schedule.frequency().name())
                    .set(REPORT_DEFINITION.AT_HOUR, schedule == null ? null : (byte) schedule.hour())
                    .set(
                            REPORT_DEFINITION.FILE_FORMAT,
                            schedule == null ? null : schedule.format().name())
                    .set(
                            REPORT_DEFINITION.NEXT_RUN_AT,
                            schedule == null ? null : schedule.frequency().after(clock.instant(), schedule.hour()))
                    .where(REPORT_DEFINITION.REPORT_DEFINITION_ID.eq(id))
                    .execute();
            if (changed == 0) {
                throw PortalException.notFound();
            }
            events.record(
                    actor,
                    NewEvent.done(
                            schedule == null ? EventCode.REPORT_UNSCHEDULED : EventCode.REPORT_SCHEDULED,
                            account,
                            null,
                            "report",
                            row.get(REPORT_DEFINITION.NAME)));
        });
    }

    private static Condition visible(Actor actor, SmartAccountId account) {
        Condition mayRead = REPORT_DEFINITION.SHARED.isTrue();
        UserId reader = actor.userId();
        if (reader != null) {
            mayRead = mayRead.or(REPORT_DEFINITION.APP_USER_ID.eq(reader));
        }
        return REPORT_DEFINITION.SMART_ACCOUNT_ID.eq(account).and(mayRead);
    }

    private Record require(Actor actor, ReportId id) {
        Record row = sql.select()
                .from(REPORT_DEFINITION)
                .join(APP_USER)
                .on(APP_USER.APP_USER_ID.eq(REPORT_DEFINITION.APP_USER_ID))
                .where(REPORT_DEFINITION.REPORT_DEFINITION_ID.eq(id))
                .fetchOne();
        if (row == null
                || !actor.mayAnywhere(Permission.VIEW, row.get(REPORT_DEFINITION.SMART_ACCOUNT_ID))
                || !(row.get(REPORT_DEFINITION.SHARED) || isOwn(actor, row))) {
            throw PortalException.notFound();
        }
        return row;
    }

    private Record requireOwn(Actor actor, ReportId id) {
        Record row = require(actor, id);
        if (!isOwn(actor, row)) {
            throw PortalException.notAllowed();
        }
        return row;
    }

    private static boolean isOwn(Actor actor, Record row) {
        return row.get(REPORT_DEFINITION.APP_USER_ID).equals(actor.userId());
    }

    private static UserId owner(Actor actor) {
        UserId owner = actor.userId();
        if (owner == null) {
            throw PortalException.notAllowed();
        }
        return owner;
    }

    private ReportData clean(Actor actor, SmartAccountId account, ReportData data) {
        ReportRequest asked = ReportChecks.clean(data.request());
        Set<VirtualAccountId> pools = asked.pools();
        if (pools != null) {
            if (pools.isEmpty()) {
                throw PortalException.rejected("pools", ErrorReason.REPORT_NO_POOL);
            }
            accounts.requireAll(actor, Permission.VIEW, account, pools);
        }
        return new ReportData(
                Checks.required("name", data.name(), MAX_NAME),
                Checks.optional("description", data.description(), MAX_DESCRIPTION),
                data.shared(),
                asked);
    }

    private static @Nullable String nameOf(@Nullable ReportState state) {
        return state == null ? null : state.name();
    }

    private static <T> T unlessNameTaken(String name, Supplier<T> act) {
        try {
            return act.get();
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            if (Constraint.violated(e, "uq_report_definition_name")) {
                throw PortalException.conflict("name", ErrorReason.REPORT_NAME_TAKEN, name)
                        .causedBy(e);
            }
            throw e;
        }
    }
}
