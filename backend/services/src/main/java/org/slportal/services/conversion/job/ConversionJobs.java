package org.slportal.services.conversion.job;

import static org.slportal.db.jooq.Tables.CONVERSION_JOB;
import static org.slportal.db.jooq.Tables.CONVERSION_JOB_LINE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.List;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** Bulk conversions as lists show them. Somebody limited to Virtual Accounts sees those into them. */
@Service
public class ConversionJobs {

    private static final int EXPORT_PAGE = 1_000;

    private final DSLContext sql;

    ConversionJobs(DSLContext sql) {
        this.sql = sql;
    }

    /** @param state null for all */
    public List<ConversionJobItem> list(
            Actor actor, SmartAccountId account, PageQuery<JobSort> query, @Nullable JobState state) {
        return select(visible(actor, account, state))
                .orderBy(
                        query.ascending()
                                ? CONVERSION_JOB.CONVERSION_JOB_ID.asc()
                                : CONVERSION_JOB.CONVERSION_JOB_ID.desc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch(ConversionJobs::item);
    }

    /** @param state null for all */
    public BoundedCount count(Actor actor, SmartAccountId account, @Nullable JobState state) {
        return BoundedCounts.of(sql, CONVERSION_JOB, visible(actor, account, state));
    }

    /** One row says how far it is, however many lines it has. */
    public ConversionJobItem get(Actor actor, ConversionJobId job) {
        ConversionJobItem item =
                select(CONVERSION_JOB.CONVERSION_JOB_ID.eq(job)).fetchOne(ConversionJobs::item);
        if (item == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.VIEW, item.account(), item.target());
        return item;
    }

    /** @param state null for all */
    public List<ConversionJobLineItem> lines(
            Actor actor, ConversionJobId job, PageQuery<JobLineSort> query, @Nullable JobLineState state) {
        get(actor, job);
        return lines(of(job, state), query.ascending(), query.limit(), query.offset());
    }

    /** @param state null for all */
    public long countLines(Actor actor, ConversionJobId job, @Nullable JobLineState state) {
        ConversionJobItem item = get(actor, job);
        return switch (state) {
            case null -> item.totalLines();
            case PENDING -> item.pendingLines();
            case CONVERTED -> item.convertedLines();
            case REFUSED -> item.refusedLines();
        };
    }

    /** All lines in order, however many there are. @param state null for all */
    public void eachLine(
            Actor actor, ConversionJobId job, @Nullable JobLineState state, Consumer<ConversionJobLineItem> reader) {
        get(actor, job);
        int last = 0;
        List<ConversionJobLineItem> page;
        do {
            page = lines(of(job, state).and(CONVERSION_JOB_LINE.LINE_NUMBER.gt(last)), true, EXPORT_PAGE, 0);
            page.forEach(reader);
            last = page.isEmpty() ? last : page.getLast().number();
        } while (page.size() == EXPORT_PAGE);
    }

    private static Condition of(ConversionJobId job, @Nullable JobLineState state) {
        Condition lines = CONVERSION_JOB_LINE.CONVERSION_JOB_ID.eq(job);
        return state == null ? lines : lines.and(CONVERSION_JOB_LINE.STATE.eq(state.name()));
    }

    private List<ConversionJobLineItem> lines(Condition condition, boolean ascending, int limit, int offset) {
        return sql.select(
                        CONVERSION_JOB_LINE.LINE_NUMBER,
                        CONVERSION_JOB_LINE.LABEL,
                        CONVERSION_JOB_LINE.QUANTITY,
                        CONVERSION_JOB_LINE.STATE,
                        CONVERSION_JOB_LINE.REFUSAL,
                        CONVERSION_JOB_LINE.REFUSAL_ARGUMENT,
                        CONVERSION_JOB_LINE.CONVERSION_ID)
                .from(CONVERSION_JOB_LINE)
                .where(condition)
                .orderBy(ascending ? CONVERSION_JOB_LINE.LINE_NUMBER.asc() : CONVERSION_JOB_LINE.LINE_NUMBER.desc())
                .limit(limit)
                .offset(offset)
                .fetch(row -> new ConversionJobLineItem(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        JobLineState.valueOf(row.value4()),
                        row.value5() == null
                                ? null
                                : new LineReason(row.value5(), row.value6() == null ? "" : row.value6()),
                        row.value7()));
    }

    private org.jooq.SelectConditionStep<? extends Record> select(Condition condition) {
        return sql.select(CONVERSION_JOB.asterisk(), VIRTUAL_ACCOUNT.NAME)
                .from(CONVERSION_JOB)
                .join(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(CONVERSION_JOB.VIRTUAL_ACCOUNT_ID))
                .where(condition);
    }

    private static ConversionJobItem item(Record row) {
        return new ConversionJobItem(
                row.get(CONVERSION_JOB.CONVERSION_JOB_ID),
                row.get(CONVERSION_JOB.SMART_ACCOUNT_ID),
                row.get(CONVERSION_JOB.VIRTUAL_ACCOUNT_ID),
                row.get(VIRTUAL_ACCOUNT.NAME),
                row.get(CONVERSION_JOB.KIND),
                JobOrigin.valueOf(row.get(CONVERSION_JOB.ORIGIN)),
                JobState.valueOf(row.get(CONVERSION_JOB.STATE)),
                row.get(CONVERSION_JOB.TOTAL_LINES),
                row.get(CONVERSION_JOB.CONVERTED_LINES),
                row.get(CONVERSION_JOB.REFUSED_LINES),
                row.get(CONVERSION_JOB.APP_USER_ID),
                row.get(CONVERSION_JOB.REQUESTED_BY),
                row.get(CONVERSION_JOB.REQUESTED_AT),
                row.get(CONVERSION_JOB.DECIDED_BY),
                row.get(CONVERSION_JOB.DECIDED_AT),
                row.get(CONVERSION_JOB.DECISION_NOTE),
                row.get(CONVERSION_JOB.FINISHED_AT));
    }

    private static Condition visible(Actor actor, SmartAccountId account, @Nullable JobState state) {
        actor.requireAnywhere(Permission.VIEW, account);
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        return CONVERSION_JOB
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(limited == null ? DSL.noCondition() : CONVERSION_JOB.VIRTUAL_ACCOUNT_ID.in(limited))
                .and(state == null ? DSL.noCondition() : CONVERSION_JOB.STATE.eq(state.name()));
    }
}
