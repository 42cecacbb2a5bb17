package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.page.BoundedCount;
import org.springframework.stereotype.Component;

/** Reads PAKs with their lines: the page is found in an index alone, then its rows are fetched by id. */
@Component
class PakListing {

    static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{11}");

    private final DSLContext sql;

    PakListing(DSLContext sql) {
        this.sql = sql;
    }

    /** What the actor may see of the account's PAKs: somebody limited to Virtual Accounts sees those assigned to them. */
    static Condition visible(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        Condition condition = PAK.SMART_ACCOUNT_ID.eq(account);
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        return limited == null ? condition : condition.and(PAK.VIRTUAL_ACCOUNT_ID.in(limited));
    }

    static Condition matching(SmartAccountId account, RegisteredPakFilter filter) {
        Condition condition = DSL.noCondition();
        PakStatus status = filter.status();
        if (status != null) {
            condition = condition.and(hasLine(status));
        }
        String family = filter.family();
        if (family != null) {
            condition = condition.and(PAK.FAMILY.eq(family));
        }
        VirtualAccountId pool = filter.pool();
        if (pool != null) {
            condition = condition.and(PAK.VIRTUAL_ACCOUNT_ID.eq(pool));
        }
        LocalDate from = filter.orderedFrom();
        if (from != null) {
            condition = condition.and(PAK.ORDER_DATE.ge(from));
        }
        LocalDate to = filter.orderedTo();
        if (to != null) {
            condition = condition.and(PAK.ORDER_DATE.le(to));
        }
        String text = filter.text().strip();
        return text.isEmpty() ? condition : condition.and(containing(account, text));
    }

    private static Condition containing(SmartAccountId account, String text) {
        String number = text.toUpperCase(Locale.ROOT);
        if (NUMBER.matcher(number).matches()) {
            // A whole PAK number: found by the index, not by reading every PAK.
            return DSL.or(PAK.PAK_NUMBER.eq(number), PAK.ORDER_NUMBER.eq(text));
        }
        return DSL.or(
                PAK.PAK_NUMBER.containsIgnoreCase(text),
                PAK.ORDER_NUMBER.containsIgnoreCase(text),
                PAK.VIRTUAL_ACCOUNT_ID.in(DSL.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID)
                        .from(VIRTUAL_ACCOUNT)
                        .where(VIRTUAL_ACCOUNT
                                .SMART_ACCOUNT_ID
                                .eq(account)
                                .and(VIRTUAL_ACCOUNT.NAME.containsIgnoreCase(text)))),
                DSL.exists(DSL.selectOne()
                        .from(PAK_LINE)
                        .join(SKU)
                        .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                        .where(PAK_LINE.PAK_ID.eq(PAK.PAK_ID).and(SKU.CODE.containsIgnoreCase(text)))));
    }

    /** A PAK all of whose lines agree has their status: only the lines of the others are looked at. */
    private static Condition hasLine(PakStatus status) {
        List<String> mixed = switch (status) {
            case UNFULFILLED -> names(PakStatus.PARTIALLY_FULFILLED, PakStatus.PARTIALLY_CONVERTED);
            case PARTIALLY_FULFILLED -> names(PakStatus.PARTIALLY_FULFILLED, PakStatus.PARTIALLY_CONVERTED);
            case FULFILLED -> names(PakStatus.PARTIALLY_FULFILLED, PakStatus.PARTIALLY_CONVERTED);
            case PARTIALLY_CONVERTED, CONVERTED -> names(PakStatus.PARTIALLY_CONVERTED);
        };
        Condition line = PAK.STATUS
                .in(mixed)
                .and(DSL.exists(DSL.selectOne()
                        .from(PAK_LINE)
                        .where(PAK_LINE.PAK_ID.eq(PAK.PAK_ID).and(lineIs(status)))));
        boolean uniform =
                status == PakStatus.UNFULFILLED || status == PakStatus.FULFILLED || status == PakStatus.CONVERTED;
        return uniform ? DSL.or(PAK.STATUS.eq(status.displayName()), line) : line;
    }

    private static List<String> names(PakStatus... statuses) {
        return Arrays.stream(statuses).map(PakStatus::displayName).toList();
    }

    /** {@link PakStatus#of} in SQL. */
    private static Condition lineIs(PakStatus status) {
        return switch (status) {
            case UNFULFILLED -> PAK_LINE.FULFILLED.eq(0).and(PAK_LINE.CONVERTED.eq(0));
            case PARTIALLY_FULFILLED ->
                PAK_LINE.CONVERTED.eq(0).and(PAK_LINE.FULFILLED.gt(0)).and(PAK_LINE.FULFILLED.lt(PAK_LINE.ORDERED));
            case FULFILLED -> PAK_LINE.CONVERTED.eq(0).and(PAK_LINE.FULFILLED.eq(PAK_LINE.ORDERED));
            case PARTIALLY_CONVERTED -> PAK_LINE.CONVERTED.gt(0).and(PAK_LINE.CONVERTED.lt(PAK_LINE.ORDERED));
            case CONVERTED -> PAK_LINE.CONVERTED.eq(PAK_LINE.ORDERED);
        };
    }

    long count(Condition condition) {
        return sql.fetchCount(PAK, condition);
    }

    BoundedCount countBounded(Condition condition) {
        return BoundedCount.of(
                sql.fetchCount(sql.select(PAK.PAK_ID).from(PAK).where(condition).limit(BoundedCount.LIMIT + 1)));
    }

    List<String> families(Condition condition) {
        return sql.selectDistinct(PAK.FAMILY)
                .from(PAK)
                .where(condition)
                .orderBy(PAK.FAMILY)
                .fetch(PAK.FAMILY);
    }

    /** @param order also of what one index holds after the account */
    List<RegisteredPakItem> page(
            Condition condition, List<OrderField<?>> order, int offset, int limit, @Nullable PakStatus lineStatus) {
        List<PakId> ids = sql.select(PAK.PAK_ID)
                .from(PAK)
                .where(condition)
                .orderBy(order)
                .limit(limit)
                .offset(offset)
                .fetch(PAK.PAK_ID);
        return ids.isEmpty() ? List.of() : items(PAK.PAK_ID.in(ids), order, lineStatus);
    }

    /** All PAKs the condition leaves, with their lines, in two queries. */
    List<RegisteredPakItem> items(Condition condition, List<OrderField<?>> order, @Nullable PakStatus lineStatus) {
        List<SelectField<?>> columns = List.of(
                PAK.PAK_ID,
                PAK.PAK_NUMBER,
                PAK.FAMILY,
                PAK.VIRTUAL_ACCOUNT_ID,
                VIRTUAL_ACCOUNT.NAME,
                PAK.ORDER_NUMBER,
                PAK.ORDER_DATE,
                PAK.STATUS);
        var rows = sql.select(columns)
                .from(PAK)
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(PAK.VIRTUAL_ACCOUNT_ID))
                .where(condition)
                .orderBy(order)
                .fetch();
        Map<PakId, List<RegisteredPakLine>> lines = lines(rows.getValues(PAK.PAK_ID), lineStatus);
        return rows.map(row -> new RegisteredPakItem(
                row.get(PAK.PAK_ID),
                row.get(PAK.PAK_NUMBER),
                row.get(PAK.FAMILY),
                row.get(PAK.VIRTUAL_ACCOUNT_ID),
                row.get(VIRTUAL_ACCOUNT.NAME),
                row.get(PAK.ORDER_NUMBER),
                row.get(PAK.ORDER_DATE),
                PakStatus.ofDisplayName(row.get(PAK.STATUS)),
                lines.getOrDefault(row.get(PAK.PAK_ID), List.of())));
    }

    private Map<PakId, List<RegisteredPakLine>> lines(Collection<PakId> paks, @Nullable PakStatus status) {
        record Line(PakId pak, RegisteredPakLine line) {}
        return sql
                .select(
                        PAK_LINE.PAK_ID,
                        PAK_LINE.PAK_LINE_ID,
                        PAK_LINE.LINE_NUMBER,
                        SKU.CODE,
                        SKU.DESCRIPTION,
                        SKU.LICENSE_TERM,
                        PAK_LINE.TERM_ENDS,
                        PAK_LINE.ORDERED,
                        PAK_LINE.FULFILLED,
                        PAK_LINE.CONVERTED)
                .from(PAK_LINE)
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .where(PAK_LINE.PAK_ID.in(paks).and(status == null ? DSL.noCondition() : lineIs(status)))
                .orderBy(PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER)
                .fetch(row -> new Line(
                        row.value1(),
                        new RegisteredPakLine(
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                row.value8(),
                                row.value9(),
                                row.value10())))
                .stream()
                .collect(Collectors.groupingBy(Line::pak, Collectors.mapping(Line::line, Collectors.toList())));
    }
}
