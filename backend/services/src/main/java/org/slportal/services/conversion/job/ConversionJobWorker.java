package org.slportal.services.conversion.job;

import static org.slportal.db.jooq.Tables.CONVERSION_JOB;
import static org.slportal.db.jooq.Tables.CONVERSION_JOB_LINE;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.db.jooq.tables.records.ConversionJobRecord;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.ConversionId;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorKind;
import org.slportal.services.access.ActorService;
import org.slportal.services.conversion.ConversionAct;
import org.slportal.services.conversion.NewConversion;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.token.TokenService;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Works off bulk conversions piece by piece. A piece is one transaction: its licences, its lines' states and the job's counters move
 * together, so a crash at any moment loses at most the piece under way, and the next run does that piece. Any number of nodes may
 * work: each job is locked by the one that has a piece of it in hand.
 */
@Component
public class ConversionJobWorker {

    /** Lines of a piece. */
    static final int PIECE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(ConversionJobWorker.class);
    private static final int JOBS_AT_ONCE = 20;

    private final DSLContext sql;
    private final Transactions transactions;
    private final InstantSource clock;
    private final ActorService actors;
    private final ConversionAct act;
    private final LineJudge judge;
    private final EventRecorder events;
    /** Pieces that broke are tried again in smaller ones, until the line that breaks them stands alone. */
    private final Map<ConversionJobId, Integer> smaller = new ConcurrentHashMap<>();

    ConversionJobWorker(
            DSLContext sql,
            Transactions transactions,
            InstantSource clock,
            ActorService actors,
            ConversionAct act,
            LineJudge judge,
            EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.clock = clock;
        this.actors = actors;
        this.act = act;
        this.judge = judge;
        this.events = events;
    }

    /** A piece of each running job, the oldest first. @return whether there may be more to do */
    public boolean step() {
        boolean worked = false;
        for (ConversionJobId job : sql.select(CONVERSION_JOB.CONVERSION_JOB_ID)
                .from(CONVERSION_JOB)
                .where(CONVERSION_JOB.STATE.eq(JobState.RUNNING.name()))
                .orderBy(CONVERSION_JOB.CONVERSION_JOB_ID)
                .limit(JOBS_AT_ONCE)
                .fetch(CONVERSION_JOB.CONVERSION_JOB_ID)) {
            worked |= piece(job);
        }
        return worked;
    }

    /** @return whether something was done; false also if another node has the job in hand */
    private boolean piece(ConversionJobId job) {
        int size = smaller.getOrDefault(job, PIECE);
        try {
            boolean worked = transactions.write(() -> convertNext(job, size));
            smaller.computeIfPresent(job, (unused, before) -> before * 2 >= PIECE ? null : before * 2);
            return worked;
        } catch (NonTransientDataAccessException | org.jooq.exception.DataException | ArithmeticException e) {
            if (size > 1) {
                log.warn("A piece of bulk conversion {} broke; trying {} lines", job, size / 2);
                log.debug("What broke it", e);
                smaller.put(job, size / 2);
            } else {
                log.error("A line of bulk conversion {} cannot be converted", job, e);
                transactions.run(() -> giveUpNext(job));
            }
            return true;
        }
    }

    private record Line(int number, TraditionalLineId id, int quantity) {}

    private boolean convertNext(ConversionJobId id, int size) {
        // 1. The job, unless somebody has it in hand or it was cancelled.
        ConversionJobRecord job = take(id);
        if (job == null) {
            return false;
        }

        // 2. The next lines in order; none left ends the job.
        List<Line> lines = next(id, size);
        if (lines.isEmpty()) {
            finish(job);
            return true;
        }

        // 3. Rights as they are now, then each line by itself, on locked figures.
        Map<TraditionalLineId, Integer> asked = new LinkedHashMap<>();
        lines.forEach(line -> asked.put(line.id(), line.quantity()));
        Actor actor = actor(job);
        if (!actor.may(Permission.MANAGE_LICENSES, job.getSmartAccountId(), job.getVirtualAccountId())) {
            store(job, lines, LineJudge.all(asked.keySet(), LineProblem.LINE_NOT_ALLOWED), Map.of(), null);
            return true;
        }
        act.lock(job.getSmartAccountId(), asked.keySet());
        LineJudge.Verdict verdict = judge.judge(actor, job.getSmartAccountId(), asked);

        // 4. What passes is converted; the key keeps it from happening twice whatever the code above does.
        ConversionId conversion = null;
        if (!verdict.lines().isEmpty()) {
            String key = ConversionJobService.KEY_PREFIX + id + ":"
                    + lines.getFirst().number();
            conversion = act.convert(
                            actor,
                            new NewConversion(
                                    job.getKind(),
                                    key,
                                    TokenService.hash((key + verdict.quantities()).getBytes(StandardCharsets.UTF_8)),
                                    job.getSmartAccountId(),
                                    job.getVirtualAccountId(),
                                    id),
                            verdict.lines(),
                            verdict.quantities())
                    .id();
        }
        store(job, lines, verdict.refused(), verdict.quantities(), conversion);
        return true;
    }

    private @Nullable ConversionJobRecord take(ConversionJobId id) {
        return sql.selectFrom(CONVERSION_JOB)
                .where(CONVERSION_JOB.CONVERSION_JOB_ID.eq(id).and(CONVERSION_JOB.STATE.eq(JobState.RUNNING.name())))
                .forUpdate()
                .skipLocked()
                .fetchOne();
    }

    private List<Line> next(ConversionJobId job, int size) {
        return sql.select(
                        CONVERSION_JOB_LINE.LINE_NUMBER,
                        CONVERSION_JOB_LINE.PAK_LINE_ID,
                        CONVERSION_JOB_LINE.LEGACY_LICENSE_ID,
                        CONVERSION_JOB_LINE.QUANTITY)
                .from(CONVERSION_JOB_LINE)
                .where(CONVERSION_JOB_LINE
                        .CONVERSION_JOB_ID
                        .eq(job)
                        .and(CONVERSION_JOB_LINE.STATE.eq(JobLineState.PENDING.name())))
                .orderBy(CONVERSION_JOB_LINE.LINE_NUMBER)
                .limit(size)
                .fetch(row -> new Line(row.value1(), row.value2() != null ? row.value2() : row.value3(), row.value4()));
    }

    /** The person who asked, with today's rights; the portal itself for what its settings asked for. */
    private Actor actor(ConversionJobRecord job) {
        UserId user = job.getAppUserId();
        if (user == null) {
            return Actor.system(job.getRequestedBy());
        }
        try {
            return new Actor(
                    ActorKind.USER,
                    user,
                    job.getRequestedBy(),
                    actors.userActor(user, null).grants(),
                    null);
        } catch (PortalException disabled) {
            log.debug("Who asked for bulk conversion {} may not act any more", job.getConversionJobId(), disabled);
            return new Actor(ActorKind.USER, user, job.getRequestedBy(), List.of(), null);
        }
    }

    /** The lines' states, one statement for all that have the same, and the job's counters. */
    private void store(
            ConversionJobRecord job,
            List<Line> lines,
            Map<TraditionalLineId, LineReason> refused,
            Map<TraditionalLineId, Integer> converted,
            @Nullable ConversionId conversion) {
        ConversionJobId id = job.getConversionJobId();
        Map<Integer, List<Integer>> byQuantity = new TreeMap<>();
        Map<LineReason, List<Integer>> byReason = new HashMap<>();
        for (Line line : lines) {
            LineReason reason = refused.get(line.id());
            if (reason == null) {
                byQuantity
                        .computeIfAbsent(converted.get(line.id()), unused -> new ArrayList<>())
                        .add(line.number());
            } else {
                byReason.computeIfAbsent(reason, unused -> new ArrayList<>()).add(line.number());
            }
        }
        List<Query> updates = new ArrayList<>();
        byQuantity.forEach((quantity, numbers) -> updates.add(sql.update(CONVERSION_JOB_LINE)
                .set(CONVERSION_JOB_LINE.STATE, JobLineState.CONVERTED.name())
                .set(CONVERSION_JOB_LINE.QUANTITY, quantity)
                .set(CONVERSION_JOB_LINE.CONVERSION_ID, conversion)
                .where(CONVERSION_JOB_LINE.CONVERSION_JOB_ID.eq(id).and(CONVERSION_JOB_LINE.LINE_NUMBER.in(numbers)))));
        byReason.forEach((reason, numbers) -> updates.add(refuse(id, numbers, reason)));
        int refusals = byReason.values().stream().mapToInt(List::size).sum();
        updates.add(sql.update(CONVERSION_JOB)
                .set(CONVERSION_JOB.CONVERTED_LINES, CONVERSION_JOB.CONVERTED_LINES.plus(lines.size() - refusals))
                .set(CONVERSION_JOB.REFUSED_LINES, CONVERSION_JOB.REFUSED_LINES.plus(refusals))
                .where(CONVERSION_JOB.CONVERSION_JOB_ID.eq(id)));
        sql.batch(updates).execute();
    }

    private Query refuse(ConversionJobId job, List<Integer> numbers, LineReason reason) {
        return sql.update(CONVERSION_JOB_LINE)
                .set(CONVERSION_JOB_LINE.STATE, JobLineState.REFUSED.name())
                .set(CONVERSION_JOB_LINE.REFUSAL, reason.code())
                .set(CONVERSION_JOB_LINE.REFUSAL_ARGUMENT, reason.argument())
                .where(CONVERSION_JOB_LINE.CONVERSION_JOB_ID.eq(job).and(CONVERSION_JOB_LINE.LINE_NUMBER.in(numbers)));
    }

    private void finish(ConversionJobRecord job) {
        sql.update(CONVERSION_JOB)
                .set(CONVERSION_JOB.STATE, JobState.DONE.name())
                .set(CONVERSION_JOB.FINISHED_AT, clock.instant())
                .where(CONVERSION_JOB.CONVERSION_JOB_ID.eq(job.getConversionJobId()))
                .execute();
        events.record(
                actor(job),
                NewEvent.done(
                        EventCode.JOB_FINISHED,
                        job.getSmartAccountId(),
                        job.getVirtualAccountId(),
                        "job",
                        job.getConversionJobId().toString(),
                        "converted",
                        job.getConvertedLines().toString(),
                        "refused",
                        job.getRefusedLines().toString()));
    }

    /** The one line that cannot be converted for a reason nobody foresaw must not hold up those after it. */
    private void giveUpNext(ConversionJobId id) {
        ConversionJobRecord job = take(id);
        if (job == null) {
            return;
        }
        List<Line> lines = next(id, 1);
        List<TraditionalLineId> ids = lines.stream().map(Line::id).toList();
        store(job, lines, LineJudge.all(ids, LineProblem.LINE_FAILED), Map.of(), null);
    }
}
