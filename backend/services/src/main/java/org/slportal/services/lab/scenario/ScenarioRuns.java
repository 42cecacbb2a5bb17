package org.slportal.services.lab.scenario;

import static org.slportal.db.jooq.Tables.ATTACHED_SWITCH;
import static org.slportal.db.jooq.Tables.SCENARIO_RUN;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.AttachedSwitchId;
import org.slportal.domain.id.ScenarioRunId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Repository;

/** The exercises in the database. */
@Repository
class ScenarioRuns {

    /** Longer than any takes to set up. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(5);

    private final DSLContext sql;
    private final InstantSource clock;
    private final RealTime realTime;

    ScenarioRuns(DSLContext sql, InstantSource clock, RealTime realTime) {
        this.sql = sql;
        this.clock = clock;
        this.realTime = realTime;
    }

    /** A new one, which takes the switch for itself. */
    ScenarioRunId insert(Actor actor, SmartAccountId account, StartScenario asked) {
        Transactions.requireTransaction();
        return sql.insertInto(SCENARIO_RUN)
                .set(SCENARIO_RUN.SMART_ACCOUNT_ID, account)
                .set(SCENARIO_RUN.VIRTUAL_ACCOUNT_ID, asked.pool())
                .set(SCENARIO_RUN.ATTACHED_SWITCH_ID, asked.switchId())
                .set(SCENARIO_RUN.SCENARIO, (byte) asked.scenario().number())
                .set(SCENARIO_RUN.STATE, ScenarioState.SETTING_UP.name())
                .set(SCENARIO_RUN.STARTED_BY, actor.name())
                .set(SCENARIO_RUN.STARTED_AT, clock.instant())
                .set(SCENARIO_RUN.TOUCHED_AT, realTime.instant())
                .set(SCENARIO_RUN.TRANSCRIPT, "")
                .set(SCENARIO_RUN.OPEN_ATTACHED_SWITCH_ID, asked.switchId())
                .returning(SCENARIO_RUN.SCENARIO_RUN_ID)
                .fetchSingle()
                .getScenarioRunId();
    }

    /** Ends what the same person left on the switch, and what nobody is setting up any more. What others have on it stays. */
    void giveWay(Actor actor, SmartAccountId account, AttachedSwitchId device) {
        Transactions.requireTransaction();
        sql.update(SCENARIO_RUN)
                .set(SCENARIO_RUN.STATE, ScenarioState.ENDED.name())
                .set(SCENARIO_RUN.ENDED_AT, clock.instant())
                .setNull(SCENARIO_RUN.OPEN_ATTACHED_SWITCH_ID)
                .where(SCENARIO_RUN
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(SCENARIO_RUN.OPEN_ATTACHED_SWITCH_ID.eq(device))
                        .and(SCENARIO_RUN
                                .STATE
                                .eq(ScenarioState.READY.name())
                                .and(SCENARIO_RUN.STARTED_BY.eq(actor.name()))
                                .or(isLost())))
                .execute();
    }

    /** From one state to the next. @return false if it was in another by then */
    boolean move(ScenarioRunId run, ScenarioState from, ScenarioState to) {
        Transactions.requireTransaction();
        boolean open = to == ScenarioState.READY || to == ScenarioState.SETTING_UP;
        var update = sql.update(SCENARIO_RUN)
                .set(SCENARIO_RUN.STATE, to.name())
                .set(SCENARIO_RUN.TOUCHED_AT, realTime.instant());
        update = to == ScenarioState.READY
                ? update.set(SCENARIO_RUN.READY_AT, clock.instant())
                : update.set(SCENARIO_RUN.ENDED_AT, clock.instant());
        if (!open) {
            update = update.setNull(SCENARIO_RUN.OPEN_ATTACHED_SWITCH_ID);
        }
        return update.where(SCENARIO_RUN.SCENARIO_RUN_ID.eq(run).and(SCENARIO_RUN.STATE.eq(from.name())))
                        .execute()
                == 1;
    }

    void write(ScenarioRunId run, String transcript, ScenarioRunItem.@Nullable Problem problem) {
        Transactions.requireTransaction();
        sql.update(SCENARIO_RUN)
                .set(SCENARIO_RUN.TRANSCRIPT, transcript)
                .set(
                        SCENARIO_RUN.PROBLEM,
                        problem == null ? null : problem.reason().name())
                .set(SCENARIO_RUN.PROBLEM_DETAIL, problem == null ? null : problem.detail())
                .where(SCENARIO_RUN.SCENARIO_RUN_ID.eq(run))
                .execute();
    }

    Optional<ScenarioRunItem> find(SmartAccountId account, ScenarioRunId run) {
        return select(SCENARIO_RUN.TRANSCRIPT)
                .where(SCENARIO_RUN.SMART_ACCOUNT_ID.eq(account).and(SCENARIO_RUN.SCENARIO_RUN_ID.eq(run)))
                .fetchOptional(this::item);
    }

    /** Newest first, without their transcripts: no list shows one, and each may be long. */
    List<ScenarioRunItem> list(SmartAccountId account, int offset, int limit) {
        return select(DSL.inline("").as(SCENARIO_RUN.TRANSCRIPT))
                .where(SCENARIO_RUN.SMART_ACCOUNT_ID.eq(account))
                .orderBy(SCENARIO_RUN.SCENARIO_RUN_ID.desc())
                .limit(limit)
                .offset(offset)
                .fetch(this::item);
    }

    long count(SmartAccountId account) {
        return sql.fetchCount(SCENARIO_RUN, SCENARIO_RUN.SMART_ACCOUNT_ID.eq(account));
    }

    private Condition isLost() {
        return SCENARIO_RUN
                .STATE
                .eq(ScenarioState.SETTING_UP.name())
                .and(SCENARIO_RUN.TOUCHED_AT.lt(realTime.instant().minus(LOST_AFTER)));
    }

    private SelectOnConditionStep<? extends Record> select(Field<String> transcript) {
        return sql.select(
                        SCENARIO_RUN.SCENARIO_RUN_ID,
                        SCENARIO_RUN.SCENARIO,
                        SCENARIO_RUN.STATE,
                        SCENARIO_RUN.ATTACHED_SWITCH_ID,
                        ATTACHED_SWITCH.NAME,
                        ATTACHED_SWITCH.UDI_PID,
                        ATTACHED_SWITCH.UDI_SERIAL_NUMBER,
                        ATTACHED_SWITCH.SOFTWARE_VERSION,
                        SCENARIO_RUN.VIRTUAL_ACCOUNT_ID,
                        VIRTUAL_ACCOUNT.NAME,
                        SCENARIO_RUN.STARTED_BY,
                        SCENARIO_RUN.STARTED_AT,
                        SCENARIO_RUN.READY_AT,
                        SCENARIO_RUN.ENDED_AT,
                        SCENARIO_RUN.TOUCHED_AT,
                        transcript,
                        SCENARIO_RUN.PROBLEM,
                        SCENARIO_RUN.PROBLEM_DETAIL)
                .from(SCENARIO_RUN)
                .join(ATTACHED_SWITCH)
                .on(ATTACHED_SWITCH.ATTACHED_SWITCH_ID.eq(SCENARIO_RUN.ATTACHED_SWITCH_ID))
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(SCENARIO_RUN.VIRTUAL_ACCOUNT_ID));
    }

    private ScenarioRunItem item(Record row) {
        ScenarioState state = ScenarioState.valueOf(row.get(SCENARIO_RUN.STATE));
        Instant touched = row.get(SCENARIO_RUN.TOUCHED_AT);
        boolean lost = state == ScenarioState.SETTING_UP
                && touched.isBefore(realTime.instant().minus(LOST_AFTER));
        String problem = row.get(SCENARIO_RUN.PROBLEM);
        return new ScenarioRunItem(
                row.get(SCENARIO_RUN.SCENARIO_RUN_ID),
                Scenario.numbered(row.get(SCENARIO_RUN.SCENARIO)).orElseThrow(),
                lost ? ScenarioState.FAILED : state,
                row.get(SCENARIO_RUN.ATTACHED_SWITCH_ID),
                row.get(ATTACHED_SWITCH.NAME),
                new Udi(row.get(ATTACHED_SWITCH.UDI_PID), row.get(ATTACHED_SWITCH.UDI_SERIAL_NUMBER)),
                row.get(ATTACHED_SWITCH.SOFTWARE_VERSION),
                row.get(SCENARIO_RUN.VIRTUAL_ACCOUNT_ID),
                row.get(VIRTUAL_ACCOUNT.NAME),
                row.get(SCENARIO_RUN.STARTED_BY),
                row.get(SCENARIO_RUN.STARTED_AT),
                row.get(SCENARIO_RUN.READY_AT),
                row.get(SCENARIO_RUN.ENDED_AT),
                String.valueOf(row.get(SCENARIO_RUN.TRANSCRIPT.getName(), String.class)),
                lost
                        ? new ScenarioRunItem.Problem(ErrorReason.SCENARIO_INTERRUPTED, "")
                        : problem == null
                                ? null
                                : new ScenarioRunItem.Problem(
                                        ErrorReason.valueOf(problem),
                                        String.valueOf(row.get(SCENARIO_RUN.PROBLEM_DETAIL))));
    }
}
