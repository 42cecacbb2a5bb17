package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Table;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.PageQuery;
import org.springframework.stereotype.Service;

/** PAKs of a Smart Account. Somebody limited to Virtual Accounts sees the PAKs assigned to those. */
@Service
public class PakService {

    /** Rows in order among which a page of many matches is looked for first, and then. */
    private static final List<Integer> WINDOWS = List.of(2_000, 20_000);

    private final DSLContext sql;
    private final PakLineSource lines;
    private final ConversionAct act;
    private final PakSearch search;

    PakService(DSLContext sql, PakLineSource lines, ConversionAct act, PakSearch search) {
        this.sql = sql;
        this.lines = lines;
        this.act = act;
        this.search = search;
    }

    public List<PakListItem> list(Actor actor, SmartAccountId account, PageQuery<PakSort> query, PakFilter filter) {
        Condition visible = visible(actor, account);
        PakSearch.Found found = search.find(account, filter);
        Condition condition = visible.and(found.condition());
        // Somebody limited to Virtual Accounts has other indexes to go by: there the optimizer chooses.
        boolean limited = actor.poolsWith(Permission.VIEW, account) != null;
        if (limited) {
            return rows(page(condition, PAK, query));
        }
        boolean ofStatus = filter.status() != null;
        Table<?> sorted = PAK.forceIndex(index(query.sort(), ofStatus));
        PakSearch.Way only = found.only();
        return rows(
                switch (found.extent()) {
                    case ALL -> page(condition, sorted, query);
                    case FEW -> page(condition, PAK, query);
                    case SOME -> sorted(visible.and(found.ofStatus()), Objects.requireNonNull(only), query);
                    case MANY -> {
                        boolean inOrder =
                                only != null && index(query.sort(), ofStatus).equals(only.index());
                        yield inOrder ? page(condition, sorted, query) : among(visible, found, sorted, query);
                    }
                });
    }

    /** All that one way finds, sorted. */
    private List<PakId> sorted(Condition visible, PakSearch.Way way, PageQuery<PakSort> query) {
        return sql.selectDistinct(PAK.PAK_ID, field(query.sort()))
                .from(way.from())
                .where(visible.and(way.matching()))
                .orderBy(order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch(PAK.PAK_ID);
    }

    /** Where many match, a page of them is likely among the first rows in order. Else whatever index finds them is read. */
    private List<PakId> among(Condition visible, PakSearch.Found found, Table<?> sorted, PageQuery<PakSort> query) {
        for (int window : WINDOWS) {
            List<PakId> near = near(visible.and(found.ofStatus()), found, sorted, query, window);
            if (near.size() == query.limit()) {
                return near;
            }
        }
        PakSearch.Way only = found.only();
        String index = only == null ? null : only.index();
        return page(visible.and(found.condition()), index == null ? PAK : PAK.forceIndex(index), query);
    }

    public long count(Actor actor, SmartAccountId account, PakFilter filter) {
        return sql.fetchCount(PAK, visible(actor, account).and(search.matching(account, filter)));
    }

    /** How many there are, without counting a million: a list shows no more than that there are many. */
    public BoundedCount countBounded(Actor actor, SmartAccountId account, PakFilter filter) {
        PakSearch.Found found = search.find(account, filter);
        PakSearch.Way only = found.only();
        Condition visible = visible(actor, account).and(found.ofStatus());
        var matches = only == null
                ? sql.select(PAK.PAK_ID).from(PAK).where(visible.and(found.ofText()))
                : sql.selectDistinct(PAK.PAK_ID).from(only.from()).where(visible.and(only.matching()));
        return BoundedCount.of(sql.fetchCount(matches.limit(BoundedCount.LIMIT + 1)));
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
                rows(List.of(pak)).getFirst(),
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

    /** Lines of the PAKs with these numbers, by number, in one query; numbers the actor does not see are missing. */
    public Map<String, List<TraditionalLineItem>> linesByNumber(
            Actor actor, SmartAccountId account, Collection<String> numbers) {
        return lines.read(PAK.PAK_NUMBER.in(numbers).and(visible(actor, account))).stream()
                .map(line -> line.item(act.today()))
                .collect(Collectors.groupingBy(TraditionalLineItem::origin));
    }

    private static Condition visible(Actor actor, SmartAccountId account) {
        actor.requireAnywhere(Permission.VIEW, account);
        Condition condition = PAK.SMART_ACCOUNT_ID.eq(account);
        List<VirtualAccountId> limited = actor.poolsWith(Permission.VIEW, account);
        return limited == null ? condition : condition.and(PAK.VIRTUAL_ACCOUNT_ID.in(limited));
    }

    /** Ids of one page. Only the index is read, so that pages far down cost little more than the first. */
    private List<PakId> page(Condition condition, Table<?> from, PageQuery<PakSort> query) {
        return sql.select(PAK.PAK_ID)
                .from(from)
                .where(condition)
                .orderBy(order(query))
                .limit(query.limit())
                .offset(query.offset())
                .fetch(PAK.PAK_ID);
    }

    /** The page as far as it is found among the first rows in order; short if the matches lie further down. */
    private List<PakId> near(
            Condition first, PakSearch.Found found, Table<?> sorted, PageQuery<PakSort> query, int rows) {
        // No column more than is asked about: the index may have them all.
        Set<Field<?>> columns = new LinkedHashSet<>(List.of(PAK.PAK_ID, field(query.sort())));
        found.ways().forEach(way -> {
            Field<?> column = way.column();
            if (column != null) {
                columns.add(column);
            }
        });
        // It bears the table's own name, for the condition to hold on it.
        var window = sql.select(columns)
                .from(sorted)
                .where(first)
                .orderBy(order(query))
                .limit(rows)
                .asTable(PAK.getName());
        return page(found.ofText(), window, query);
    }

    /**
     * Many rows are read in the order of an index that has it. Left to itself the optimizer sorts a million rows now and then, for
     * it guesses how many match.
     */
    private static String index(PakSort sort, boolean ofStatus) {
        return switch (sort) {
            case NUMBER -> ofStatus ? "ix_pak_status_number" : "ix_pak_number";
            case ORDER_NUMBER -> ofStatus ? "ix_pak_status_order_number" : "ix_pak_order_number";
            case ORDER_DATE -> ofStatus ? "ix_pak_status_order_date" : "ix_pak_order_date";
            case STATUS -> "ix_pak_status";
        };
    }

    /** In the order of the ids. */
    private List<PakListItem> rows(List<PakId> ids) {
        Map<PakId, List<SkuQuantity>> skus = sql.select(PAK_LINE.PAK_ID, SKU.CODE, PAK_LINE.ORDERED)
                .from(PAK_LINE)
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .where(PAK_LINE.PAK_ID.in(ids))
                .orderBy(PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER)
                .fetchGroups(row -> row.value1(), row -> new SkuQuantity(row.value2(), row.value3()));
        Map<PakId, PakListItem> items = sql.select(
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
                .where(PAK.PAK_ID.in(ids))
                .fetchMap(
                        row -> row.value1(),
                        row -> new PakListItem(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                PakStatus.ofDisplayName(row.value7()),
                                skus.getOrDefault(row.value1(), List.of()),
                                row.value8()));
        return ids.stream().flatMap(id -> Stream.ofNullable(items.get(id))).toList();
    }

    private static List<OrderField<?>> order(PageQuery<PakSort> query) {
        Field<?> field = field(query.sort());
        return List.of(
                query.ascending() ? field.asc() : field.desc(),
                query.ascending() ? PAK.PAK_ID.asc() : PAK.PAK_ID.desc());
    }

    private static Field<?> field(PakSort sort) {
        return switch (sort) {
            case NUMBER -> PAK.PAK_NUMBER;
            case ORDER_NUMBER -> PAK.ORDER_NUMBER;
            case ORDER_DATE -> PAK.ORDER_DATE;
            case STATUS -> PAK.STATUS;
        };
    }
}
