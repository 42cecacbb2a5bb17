package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** PAKs of a Smart Account. Somebody limited to Virtual Accounts sees the PAKs assigned to those. */
@Service
public class PakService {

    private final DSLContext sql;
    private final PakLineSource lines;
    private final ConversionAct act;

    PakService(DSLContext sql, PakLineSource lines, ConversionAct act) {
        this.sql = sql;
        this.lines = lines;
        this.act = act;
    }

    public List<PakListItem> list(Actor actor, SmartAccountId account, PageQuery<PakSort> query, PakFilter filter) {
        return fetch(visible(actor, account).and(matching(filter)), query);
    }

    public long count(Actor actor, SmartAccountId account, PakFilter filter) {
        return sql.fetchCount(sql.selectOne()
                .from(PAK)
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(PAK.VIRTUAL_ACCOUNT_ID))
                .where(visible(actor, account).and(matching(filter))));
    }

    public PakDetail detail(Actor actor, PakId pak) {
        var owner = sql.select(PAK.SMART_ACCOUNT_ID, PAK.VIRTUAL_ACCOUNT_ID)
                .from(PAK)
                .where(PAK.PAK_ID.eq(pak))
                .fetchOne();
        if (owner == null) {
            throw PortalException.notFound();
        }
        actor.require(Permission.VIEW, owner.value1(), owner.value2());
        return new PakDetail(
                fetch(PAK.PAK_ID.eq(pak), PageQuery.first(1, PakSort.NUMBER)).getFirst(),
                lines.read(PAK_LINE.PAK_ID.eq(pak)).stream()
                        .map(line -> line.item(act.today()))
                        .toList());
    }

    /** By its number. */
    public Optional<PakId> find(Actor actor, SmartAccountId account, String number) {
        return sql.select(PAK.PAK_ID)
                .from(PAK)
                .where(visible(actor, account).and(PAK.PAK_NUMBER.eq(number)))
                .fetchOptional(PAK.PAK_ID);
    }

    /** Lines of several PAKs of one list, in one query. */
    public Map<PakId, List<TraditionalLineItem>> lines(Actor actor, SmartAccountId account, Collection<PakId> paks) {
        return lines.read(PAK_LINE.PAK_ID.in(paks).and(visible(actor, account))).stream()
                .collect(Collectors.groupingBy(
                        line -> new PakId(line.container()),
                        Collectors.mapping(line -> line.item(act.today()), Collectors.toList())));
    }

    private static Condition visible(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        Condition condition = PAK.SMART_ACCOUNT_ID.eq(account);
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        return limited == null ? condition : condition.and(PAK.VIRTUAL_ACCOUNT_ID.in(limited));
    }

    private static Condition matching(PakFilter filter) {
        Condition condition = DSL.noCondition();
        PakStatus status = filter.status();
        if (status != null) {
            condition = condition.and(PAK.STATUS.eq(status.displayName()));
        }
        String text = filter.text().strip();
        if (!text.isEmpty()) {
            condition = condition.and(DSL.or(
                    PAK.PAK_NUMBER.containsIgnoreCase(text),
                    PAK.ORDER_NUMBER.containsIgnoreCase(text),
                    VIRTUAL_ACCOUNT.NAME.containsIgnoreCase(text),
                    DSL.exists(DSL.selectOne()
                            .from(PAK_LINE)
                            .join(SKU)
                            .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                            .where(PAK_LINE.PAK_ID.eq(PAK.PAK_ID).and(SKU.CODE.containsIgnoreCase(text))))));
        }
        return condition;
    }

    private List<PakListItem> fetch(Condition condition, PageQuery<PakSort> query) {
        var rows = sql.select(
                        PAK.PAK_ID,
                        PAK.PAK_NUMBER,
                        PAK.FAMILY,
                        PAK.ORDER_NUMBER,
                        PAK.ORDER_DATE,
                        VIRTUAL_ACCOUNT.NAME,
                        PAK.STATUS,
                        PAK.AVAILABLE)
                .from(PAK)
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(PAK.VIRTUAL_ACCOUNT_ID))
                .where(condition)
                .orderBy(order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch();
        Map<PakId, List<SkuQuantity>> skus = sql.select(PAK_LINE.PAK_ID, SKU.CODE, PAK_LINE.ORDERED)
                .from(PAK_LINE)
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .where(PAK_LINE.PAK_ID.in(rows.getValues(PAK.PAK_ID)))
                .orderBy(PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER)
                .fetchGroups(row -> row.value1(), row -> new SkuQuantity(row.value2(), row.value3()));
        return rows.map(row -> new PakListItem(
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                row.value5(),
                row.value6(),
                PakStatus.ofDisplayName(row.value7()),
                skus.getOrDefault(row.value1(), List.of()),
                row.value8()));
    }

    private static List<OrderField<?>> order(PageQuery<PakSort> query) {
        Field<?> field = switch (query.sort()) {
            case NUMBER -> PAK.PAK_NUMBER;
            case ORDER_NUMBER -> PAK.ORDER_NUMBER;
            case ORDER_DATE -> PAK.ORDER_DATE;
            case STATUS -> PAK.STATUS;
        };
        return List.of(
                query.ascending() ? field.asc() : field.desc(),
                query.ascending() ? PAK.PAK_ID.asc() : PAK.PAK_ID.desc());
    }
}
