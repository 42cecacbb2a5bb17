package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.springframework.stereotype.Component;

/**
 * Finds PAKs by what a person types: the beginning of a PAK or order number, a part of a SKU or of a Virtual Account's name. Each of
 * these has an index, and no other way of searching stays fast with a million PAKs.
 *
 * <p>Few matches are fetched first and then sorted. For many the list walks the index it is sorted by, as far as a page of matches is
 * likely to be found, and only then the index that finds them.
 */
@Component
public class PakSearch {

    /** Up to this many matches are named one by one. */
    static final int FEW = 2_000;

    /** Up to this many are all read and then sorted. */
    private static final int SOME = 10_000;

    private final DSLContext sql;

    PakSearch(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * What to look for.
     *
     * @param ofStatus condition on pak that an index of each sort has
     * @param ofText condition on pak for what was typed
     * @param extent how many PAKs fulfil the latter
     * @param ways those that find anything; none where the matches are named
     */
    record Found(Condition ofStatus, Condition ofText, Extent extent, List<Way> ways) {

        /** The way that finds them all, null if it takes several. */
        @Nullable
        Way only() {
            return ways.size() == 1 ? ways.getFirst() : null;
        }

        Condition condition() {
            return ofStatus.and(ofText);
        }
    }

    enum Extent {
        /** Nothing was typed. */
        ALL,
        /** The condition names them one by one. */
        FEW,
        /** One way finds them all, and they are not too many to be sorted. */
        SOME,
        MANY
    }

    /** A condition on pak. */
    public Condition matching(SmartAccountId account, PakFilter filter) {
        return find(account, filter).condition();
    }

    Found find(SmartAccountId account, PakFilter filter) {
        PakStatus status = filter.status();
        Condition ofStatus = status == null ? DSL.noCondition() : PAK.STATUS.eq(status.displayName());
        String text = filter.text().strip();
        return text.isEmpty()
                ? new Found(ofStatus, DSL.noCondition(), Extent.ALL, List.of())
                : containing(account, text, ofStatus);
    }

    /**
     * One way to match.
     *
     * @param ofPak condition on pak alone, cheap for a row at hand
     * @param index the index on pak that finds its matches, null if that is another table's
     * @param column what ofPak asks about, null if only the id
     * @param from where to read the matches from, few or many, without looking at others
     * @param matching condition on that
     */
    record Way(
            Condition ofPak,
            @Nullable String index,
            @Nullable Field<?> column,
            Table<?> from,
            Condition matching) {}

    private Found containing(SmartAccountId account, String text, Condition ofStatus) {
        Set<PakId> few = new HashSet<>();
        List<Way> matching = new ArrayList<>();
        boolean many = false;
        for (Way way : ways(account, text)) {
            List<PakId> found = sql.select(PAK.PAK_ID)
                    .from(way.from())
                    .where(PAK.SMART_ACCOUNT_ID.eq(account).and(way.matching()))
                    .limit(FEW + 1)
                    .fetch(PAK.PAK_ID);
            if (!found.isEmpty()) {
                matching.add(way);
            }
            few.addAll(found);
            many |= found.size() > FEW || few.size() > FEW;
        }
        if (!many) {
            return new Found(ofStatus, PAK.PAK_ID.in(few), Extent.FEW, List.of());
        }
        return new Found(
                ofStatus,
                DSL.or(matching.stream().map(Way::ofPak).toList()),
                matching.size() == 1 && isSome(account, matching.getFirst()) ? Extent.SOME : Extent.MANY,
                List.copyOf(matching));
    }

    private boolean isSome(SmartAccountId account, Way way) {
        return sql.fetchCount(sql.selectOne()
                        .from(way.from())
                        .where(PAK.SMART_ACCOUNT_ID.eq(account).and(way.matching()))
                        .limit(SOME + 1))
                <= SOME;
    }

    private List<Way> ways(SmartAccountId account, String text) {
        String prefix = escaped(text) + "%";
        List<Way> ways = new ArrayList<>();
        Condition number = PAK.PAK_NUMBER.like(prefix, '!');
        ways.add(new Way(number, "ix_pak_number", PAK.PAK_NUMBER, PAK, number));
        Condition order = PAK.ORDER_NUMBER.like(prefix, '!');
        ways.add(new Way(order, "ix_pak_order_number", PAK.ORDER_NUMBER, PAK, order));
        List<VirtualAccountId> pools = sql.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID)
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account).and(VIRTUAL_ACCOUNT.NAME.containsIgnoreCase(text)))
                .fetch(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID);
        if (!pools.isEmpty()) {
            Condition inPools = PAK.VIRTUAL_ACCOUNT_ID.in(pools);
            ways.add(new Way(inPools, null, PAK.VIRTUAL_ACCOUNT_ID, PAK, inPools));
        }
        List<SkuId> skus = sql.select(SKU.SKU_ID)
                .from(SKU)
                .where(SKU.CODE.containsIgnoreCase(text))
                .fetch(SKU.SKU_ID);
        if (!skus.isEmpty()) {
            ways.add(bySku(skus));
        }
        return ways;
    }

    private static Way bySku(List<SkuId> skus) {
        // A figure, not EXISTS: that the optimizer would turn round and read every line of these SKUs.
        Field<Integer> lines = DSL.field(DSL.selectCount()
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_ID.eq(PAK.PAK_ID).and(PAK_LINE.SKU_ID.in(skus))));
        return new Way(
                lines.gt(0),
                null,
                null,
                PAK_LINE.join(PAK).on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID)),
                PAK_LINE.SKU_ID.in(skus));
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
