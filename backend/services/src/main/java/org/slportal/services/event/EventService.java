package org.slportal.services.event;

import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.EventId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorKind;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.slportal.services.page.TimeOrder;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The event logs of a Smart Account and of its Virtual Accounts. */
@Service
public class EventService {

    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    /** The values without their names: who looks for "device" does not mean every event that has one. */
    private static final Field<String> VALUES = DSL.field("json_extract({0}, '$.*')", String.class, EVENT.PARAMETERS);

    private static final TimeOrder<EventId> ORDER = new TimeOrder<>(EVENT, EVENT.OCCURRED_AT, EVENT.EVENT_ID);

    private final DSLContext sql;
    private final JsonMapper json = JsonMapper.builder().build();

    public EventService(DSLContext sql) {
        this.sql = sql;
    }

    public List<EventListItem> list(
            Actor actor,
            SmartAccountId account,
            @Nullable VirtualAccountId pool,
            PageQuery<EventSort> query,
            EventFilter filter) {
        return sql.select(
                        EVENT.EVENT_ID,
                        EVENT.CODE,
                        EVENT.PARAMETERS,
                        EVENT.OUTCOME,
                        EVENT.ACTOR_KIND,
                        EVENT.ACTOR_NAME,
                        VIRTUAL_ACCOUNT.NAME,
                        EVENT.OCCURRED_AT)
                .from(EVENT)
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(EVENT.VIRTUAL_ACCOUNT_ID))
                .where(visible(actor, account, pool, filter).and(ORDER.from(sql, query, entry(query))))
                .orderBy(ORDER.order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch(row -> new EventListItem(
                        row.value1(),
                        EventCode.valueOf(row.value2()),
                        json.readValue(row.value3(), PARAMETERS),
                        Outcome.valueOf(row.value4()),
                        ActorKind.valueOf(row.value5()),
                        row.value6(),
                        row.value7(),
                        row.value8()));
    }

    public BoundedCount count(
            Actor actor, SmartAccountId account, @Nullable VirtualAccountId pool, EventFilter filter) {
        return ORDER.count(sql, visible(actor, account, pool, filter));
    }

    private static @Nullable EventId entry(PageQuery<?> query) {
        Long after = query.after();
        return after == null ? null : new EventId(after);
    }

    private static Condition visible(
            Actor actor, SmartAccountId account, @Nullable VirtualAccountId pool, EventFilter filter) {
        Condition condition = EVENT.SMART_ACCOUNT_ID.eq(account);
        if (pool != null) {
            actor.require(Permission.VIEW, account, pool);
            condition = condition.and(EVENT.VIRTUAL_ACCOUNT_ID.eq(pool));
        } else {
            actor.requireAnywhere(Permission.VIEW, account);
            List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
            if (limited != null) {
                condition = condition.and(EVENT.VIRTUAL_ACCOUNT_ID.in(limited));
            }
        }
        if (!filter.codes().isEmpty()) {
            condition = condition.and(
                    EVENT.CODE.in(filter.codes().stream().map(EventCode::name).toList()));
        }
        condition = condition
                .and(given(filter.outcome(), outcome -> EVENT.OUTCOME.eq(outcome.name())))
                .and(given(filter.actor(), kind -> EVENT.ACTOR_KIND.eq(kind.name())))
                .and(given(filter.from(), EVENT.OCCURRED_AT::ge))
                .and(given(filter.before(), EVENT.OCCURRED_AT::lt))
                .and(given(filter.license(), EVENT.LICENSE_ID::eq))
                .and(given(filter.piid(), EVENT.PIID::eq));
        String text = filter.text().strip();
        if (!text.isEmpty()) {
            condition =
                    condition.and(DSL.or(VALUES.containsIgnoreCase(text), EVENT.ACTOR_NAME.containsIgnoreCase(text)));
        }
        return condition;
    }

    private static <T> Condition given(@Nullable T value, Function<T, Condition> condition) {
        return value == null ? DSL.noCondition() : condition.apply(value);
    }
}
