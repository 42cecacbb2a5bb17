package org.slportal.services.conversion.job;

import static org.slportal.db.jooq.Tables.CONVERSION_JOB;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.slportal.db.jooq.tables.records.ConversionJobRecord;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.ConversionKind;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.AccountService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.settings.ConversionRules;
import org.slportal.services.db.Constraint;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.Checks;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.token.TokenService;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Asks for bulk conversions and decides on them; {@link ConversionJobWorker} carries them out. */
@Service
public class ConversionJobService {

    /** Begins the request keys under which the pieces of jobs are converted. */
    public static final String KEY_PREFIX = "job:";

    /** The most lines somebody can choose one by one. */
    public static final int MAX_CHOSEN = 10_000;

    private static final int MAX_KEY = 80;
    private static final int MAX_NOTE = 500;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final AccountService accounts;
    private final ConversionRules rules;
    private final JobStore store;
    private final EventRecorder events;

    ConversionJobService(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            AccountService accounts,
            ConversionRules rules,
            JobStore store,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.accounts = accounts;
        this.rules = rules;
        this.store = store;
        this.events = events;
    }

    /**
     * Asks for a conversion of many lines. It begins at once, or waits for a second person where the account wants two. Lines that
     * cannot be converted stay in it with their reason.
     */
    public ConversionJobId request(Actor actor, RequestJob asked) {
        requireTarget(actor, asked.account(), asked);
        requireSize(asked.lines());
        RequestJob clean = new RequestJob(key(asked.requestKey()), asked.account(), asked.target(), asked.lines());
        JobOrigin origin = asked.lines() instanceof JobLines.InFile ? JobOrigin.FILE : JobOrigin.SELECTION;
        return once(actor, clean, hash(clean), origin, rules.needsTwo(asked.account()));
    }

    /** Turns a request of the wizard into a job that waits for a second person. The lines were judged by the caller. */
    public ConversionJobId hold(Actor actor, ConvertLines asked, byte[] requestHash) {
        RequestJob job =
                new RequestJob(asked.requestKey(), asked.account(), asked.target(), new JobLines.Chosen(asked.lines()));
        requireTarget(actor, asked.account(), job);
        return once(actor, job, requestHash, JobOrigin.WIZARD, true);
    }

    /** The job that an earlier request of this name made. */
    public Optional<ConversionJobId> earlier(
            Actor actor, SmartAccountId account, String requestKey, byte[] requestHash) {
        actor.requireAnywhere(Permission.MANAGE_LICENSES, account);
        var job = sql.select(CONVERSION_JOB.CONVERSION_JOB_ID, CONVERSION_JOB.REQUEST_HASH)
                .from(CONVERSION_JOB)
                .where(CONVERSION_JOB.SMART_ACCOUNT_ID.eq(account).and(CONVERSION_JOB.REQUEST_KEY.eq(requestKey)))
                .fetchOne();
        if (job == null) {
            return Optional.empty();
        }
        if (!Arrays.equals(job.value2(), requestHash)) {
            throw PortalException.conflict("requestId", ErrorReason.CONVERSION_REQUEST_REUSED);
        }
        return Optional.of(job.value1());
    }

    private ConversionJobId once(Actor actor, RequestJob asked, byte[] hash, JobOrigin origin, boolean waits) {
        try {
            return transactions.write(() -> earlier(actor, asked.account(), asked.requestKey(), hash)
                    .orElseGet(() -> insert(actor, asked, hash, origin, waits)));
        } catch (IntegrityConstraintViolationException | DataIntegrityViolationException e) {
            // The same request on another thread was faster: its job is ours.
            if (Constraint.violated(e, "uq_conversion_job_request")) {
                return transactions.read(() -> earlier(actor, asked.account(), asked.requestKey(), hash)
                        .orElseThrow());
            }
            throw e;
        }
    }

    /** In the transaction of the caller, who has checked the rights on the target. */
    ConversionJobId insert(Actor actor, RequestJob asked, byte[] hash, JobOrigin origin, boolean waits) {
        Transactions.requireTransaction();
        JobState state = waits ? JobState.WAITING : JobState.RUNNING;
        ConversionJobId job = store.insert(actor, new JobStore.NewJob(asked, hash, kind(asked.lines()), origin, state));
        int lines = store.fill(actor, job, asked);
        events.record(
                actor,
                NewEvent.done(
                        EventCode.JOB_REQUESTED,
                        asked.account(),
                        asked.target(),
                        "job",
                        job.toString(),
                        "lines",
                        Integer.toString(lines)));
        return job;
    }

    private void requireTarget(Actor actor, SmartAccountId account, RequestJob asked) {
        if (!accounts.require(actor, Permission.MANAGE_LICENSES, asked.target()).equals(account)) {
            throw PortalException.notFound();
        }
    }

    /** Lets a waiting job begin. Never the person who asked for it. */
    public void approve(Actor actor, ConversionJobId job) {
        transactions.run(() -> {
            ConversionJobRecord row = lock(actor, job);
            requireWaiting(row);
            requireOther(actor, row);
            decide(actor, row, JobState.RUNNING, "");
            record(actor, row, EventCode.JOB_APPROVED, "requested", row.getRequestedBy());
        });
    }

    /** Ends a waiting job before anything was converted. Who asked for it may only cancel it. */
    public void decline(Actor actor, ConversionJobId job, String note) {
        String reason = Checks.required("note", note, MAX_NOTE);
        transactions.run(() -> {
            ConversionJobRecord row = lock(actor, job);
            requireWaiting(row);
            requireOther(actor, row);
            decide(actor, row, JobState.DECLINED, reason);
            record(actor, row, EventCode.JOB_DECLINED, "reason", reason);
        });
    }

    /** Stops a job that waits or runs. What was converted stays converted. */
    public void cancel(Actor actor, ConversionJobId job) {
        transactions.run(() -> {
            // A piece under way holds the row: it is finished first.
            ConversionJobRecord row = lock(actor, job);
            if (!JobState.valueOf(row.getState()).isOpen()) {
                throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.JOB_ENDED);
            }
            decide(actor, row, JobState.CANCELLED, "");
            record(actor, row, EventCode.JOB_CANCELLED);
        });
    }

    private ConversionJobRecord lock(Actor actor, ConversionJobId job) {
        ConversionJobRecord row = sql.selectFrom(CONVERSION_JOB)
                .where(CONVERSION_JOB.CONVERSION_JOB_ID.eq(job))
                .forUpdate()
                .fetchOne();
        if (row == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.MANAGE_LICENSES, row.getSmartAccountId(), row.getVirtualAccountId());
        return row;
    }

    private static void requireWaiting(ConversionJobRecord job) {
        if (JobState.valueOf(job.getState()) != JobState.WAITING) {
            throw PortalException.of(PortalException.Kind.CONFLICT, ErrorReason.JOB_DECIDED);
        }
    }

    private static void requireOther(Actor actor, ConversionJobRecord job) {
        // Also through an API client: it is the same person.
        if (actor.userId() != null && actor.userId().equals(job.getAppUserId())) {
            throw PortalException.of(PortalException.Kind.REJECTED, ErrorReason.JOB_OWN_REQUEST);
        }
    }

    private void decide(Actor actor, ConversionJobRecord job, JobState state, String note) {
        sql.update(CONVERSION_JOB)
                .set(CONVERSION_JOB.STATE, state.name())
                .set(CONVERSION_JOB.DECIDED_BY, actor.name())
                .set(CONVERSION_JOB.DECIDED_AT, clock.instant())
                .set(CONVERSION_JOB.DECISION_NOTE, note)
                .set(CONVERSION_JOB.FINISHED_AT, state.isOpen() ? null : clock.instant())
                .where(CONVERSION_JOB.CONVERSION_JOB_ID.eq(job.getConversionJobId()))
                .execute();
    }

    private void record(Actor actor, ConversionJobRecord job, EventCode code, String... more) {
        String[] parameters = new String[more.length + 2];
        parameters[0] = "job";
        parameters[1] = job.getConversionJobId().toString();
        System.arraycopy(more, 0, parameters, 2, more.length);
        events.record(actor, NewEvent.done(code, job.getSmartAccountId(), job.getVirtualAccountId(), parameters));
    }

    private static String key(String requestKey) {
        String key = requestKey.strip();
        if (key.isEmpty() || key.length() > MAX_KEY || key.startsWith(KEY_PREFIX)) {
            throw PortalException.rejected("requestId", ErrorReason.CONVERSION_REQUEST_ID);
        }
        return key;
    }

    static ConversionKind kind(JobLines lines) {
        return switch (lines) {
            case JobLines.OfPaks paks -> ConversionKind.PAK;
            case JobLines.OfDevices devices -> ConversionKind.DEVICE;
            case JobLines.Matching matching -> ConversionKind.PAK;
            case JobLines.InFile file -> ConversionKind.PAK;
            case JobLines.AllLeftOf(var all) -> kindOf(all);
            case JobLines.Chosen(var chosen) ->
                kindOf(chosen.stream().map(LineQuantity::line).toList());
        };
    }

    private static ConversionKind kindOf(List<TraditionalLineId> lines) {
        boolean paks = lines.stream().allMatch(PakLineId.class::isInstance);
        if (!paks && lines.stream().anyMatch(PakLineId.class::isInstance)) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_MIXED);
        }
        return paks ? ConversionKind.PAK : ConversionKind.DEVICE;
    }

    /** What comes as a list of ids is a person's choice on a screen; more than that comes by filter or file. */
    static void requireSize(JobLines lines) {
        int chosen = switch (lines) {
            case JobLines.OfPaks(var paks) -> paks.size();
            case JobLines.OfDevices(var devices) -> devices.size();
            case JobLines.AllLeftOf(var all) -> all.size();
            case JobLines.Chosen(var some) -> some.size();
            case JobLines.Matching matching -> 1;
            case JobLines.InFile file -> 1;
        };
        if (chosen == 0) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_EMPTY);
        }
        if (chosen > MAX_CHOSEN) {
            throw PortalException.rejected("lines", ErrorReason.CONVERSION_TOO_MANY_LINES, MAX_CHOSEN);
        }
    }

    private static byte[] hash(RequestJob asked) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((asked.target() + ":").getBytes(StandardCharsets.UTF_8));
        text.writeBytes(
                switch (asked.lines()) {
                    case JobLines.InFile(byte[] content) -> content;
                    case JobLines.OfPaks(var paks) -> text("paks", sorted(paks));
                    case JobLines.OfDevices(var devices) -> text("devices", sorted(devices));
                    case JobLines.AllLeftOf(var all) ->
                        text(
                                "left",
                                sorted(all.stream()
                                        .map(ConversionJobService::name)
                                        .toList()));
                    case JobLines.Matching(var filter) -> text("matching", filter);
                    case JobLines.Chosen(var chosen) ->
                        text(
                                "chosen",
                                chosen.stream()
                                        .collect(Collectors.toMap(
                                                line -> name(line.line()),
                                                line -> line.quantity(),
                                                Integer::sum,
                                                TreeMap::new)));
                });
        return TokenService.hash(text.toByteArray());
    }

    private static List<String> sorted(List<?> ids) {
        return ids.stream().map(Object::toString).sorted().toList();
    }

    private static byte[] text(String kind, Object lines) {
        return (kind + lines).getBytes(StandardCharsets.UTF_8);
    }

    private static String name(TraditionalLineId line) {
        return (line instanceof PakLineId ? "" : "device ") + line.value();
    }
}
