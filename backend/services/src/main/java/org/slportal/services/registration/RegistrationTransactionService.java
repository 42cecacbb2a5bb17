package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.EventId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorKind;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventListItem;
import org.slportal.services.event.EventSort;
import org.slportal.services.event.Outcome;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Transactions History: the events of License Registration. The transaction's id is the event's. */
@Service
public class RegistrationTransactionService {

    /** What License Registration calls a transaction. */
    public static final List<EventCode> TYPES = List.of(
            EventCode.PAK_ADDED,
            EventCode.PAK_ASSIGNED,
            EventCode.PAK_UNASSIGNED,
            EventCode.PAK_REMOVED,
            EventCode.LICENSE_FULFILLED,
            EventCode.LEGACY_DEVICE_ADDED,
            EventCode.LEGACY_DEVICE_ASSIGNED,
            EventCode.LEGACY_DEVICE_REMOVED,
            EventCode.RTU_RECORDED,
            EventCode.PAK_CONVERTED,
            EventCode.DEVICE_CONVERTED,
            EventCode.DLC_CONVERTED,
            EventCode.ASSISTED_CONVERTED,
            EventCode.LICENSES_CONVERTED_IN_BULK,
            EventCode.CONVERSION_UNDONE);

    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    /** The values without their names: who looks for "pak" does not mean every event that has one. */
    private static final Field<String> VALUES = DSL.field("json_extract({0}, '$.*')", String.class, EVENT.PARAMETERS);

    private final DSLContext sql;
    private final JsonMapper json = JsonMapper.builder().build();

    RegistrationTransactionService(DSLContext sql) {
        this.sql = sql;
    }

    public List<EventListItem> list(
            Actor actor, SmartAccountId account, PageQuery<EventSort> query, TransactionFilter filter) {
        Condition scope = visible(actor, account).and(matching(filter.text()));
        // Each type is sorted in the index by itself: a page takes the first of each, not all events of the account.
        int reach = Math.addExact(query.offset(), query.limit());
        Select<Record1<EventId>> ids = types(filter).stream()
                .map(type -> (Select<Record1<EventId>>) DSL.select(EVENT.EVENT_ID)
                        .from(EVENT)
                        .where(scope.and(EVENT.CODE.eq(type.name())))
                        .orderBy(query.ascending() ? EVENT.EVENT_ID.asc() : EVENT.EVENT_ID.desc())
                        .limit(reach))
                .reduce(Select::unionAll)
                .orElseThrow();
        var found = ids.asTable("found");
        Field<EventId> id = found.field(EVENT.EVENT_ID);
        List<EventId> page = sql.select(id)
                .from(found)
                .orderBy(query.ascending() ? id.asc() : id.desc())
                .limit(query.limit())
                .offset(query.offset())
                .fetch(id);
        return page.isEmpty() ? List.of() : fetch(EVENT.EVENT_ID.in(page), query.ascending(), query.limit());
    }

    public long count(Actor actor, SmartAccountId account, TransactionFilter filter) {
        return sql.fetchCount(EVENT, listed(actor, account, filter));
    }

    /** For a list that is read page by page. */
    public BoundedCount countBounded(Actor actor, SmartAccountId account, TransactionFilter filter) {
        return BoundedCounts.of(sql, EVENT, listed(actor, account, filter));
    }

    private static Condition listed(Actor actor, SmartAccountId account, TransactionFilter filter) {
        return visible(actor, account)
                .and(EVENT.CODE.in(types(filter).stream().map(EventCode::name).toList()))
                .and(matching(filter.text()));
    }

    /** What happened to one PAK, the latest first. Conversions in bulk name the job, not the PAK. */
    List<EventListItem> ofPak(Actor actor, SmartAccountId account, String number, int limit) {
        return fetch(visible(actor, account).and(EVENT.PAK_NUMBER.eq(number)), false, limit);
    }

    private List<EventListItem> fetch(Condition condition, boolean ascending, int limit) {
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
                .where(condition)
                .orderBy(ascending ? EVENT.EVENT_ID.asc() : EVENT.EVENT_ID.desc())
                .limit(limit)
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

    private static List<EventCode> types(TransactionFilter filter) {
        @Nullable EventCode type = filter.type();
        if (type == null) {
            return TYPES;
        }
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException(type + " is no transaction of License Registration");
        }
        return List.of(type);
    }

    private static Condition visible(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        return EVENT.SMART_ACCOUNT_ID
                .eq(account)
                .and(RegisteredPakService.poolVisible(actor, account, EVENT.VIRTUAL_ACCOUNT_ID));
    }

    private static Condition matching(String asked) {
        String text = asked.strip();
        if (text.isEmpty()) {
            return DSL.noCondition();
        }
        return DSL.or(VALUES.containsIgnoreCase(text), EVENT.ACTOR_NAME.containsIgnoreCase(text));
    }
}
