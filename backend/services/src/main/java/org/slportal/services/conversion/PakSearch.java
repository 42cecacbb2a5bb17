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
import org.jooq.Record1;
import org.jooq.SelectLimitStep;
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
     * @param index the index that finds them all, null if it takes several
     */
    record Found(
            Condition ofStatus,
            Condition ofText,
            Extent extent,
            @Nullable String index) {

        Condition condition() {
            return ofStatus.and(ofText);
        }
    }

    enum Extent {
        /** Nothing was typed. */
        ALL,
        /** The condition names them one by one. */
        FEW,
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
                ? new Found(ofStatus, DSL.noCondition(), Extent.ALL, null)
                : containing(account, text, ofStatus);
    }

    /** One way to match, and the query that finds its first matches by index. */
    private record Way(Condition condition, @Nullable String index, SelectLimitStep<Record1<PakId>> matches) {}

    private Found containing(SmartAccountId account, String text, Condition ofStatus) {
        Set<PakId> few = new HashSet<>();
        List<Way> matching = new ArrayList<>();
        boolean many = false;
        for (Way way : ways(account, text)) {
            List<PakId> found = way.matches().limit(FEW + 1).fetch(PAK.PAK_ID);
            if (!found.isEmpty()) {
                matching.add(way);
            }
            few.addAll(found);
            many |= found.size() > FEW || few.size() > FEW;
        }
        if (!many) {
            return new Found(ofStatus, PAK.PAK_ID.in(few), Extent.FEW, null);
        }
        return new Found(
                ofStatus,
                DSL.or(matching.stream().map(Way::condition).toList()),
                Extent.MANY,
                matching.size() == 1 ? matching.getFirst().index() : null);
    }

    private List<Way> ways(SmartAccountId account, String text) {
        String prefix = escaped(text) + "%";
        List<Way> ways = new ArrayList<>();
        Condition number = PAK.PAK_NUMBER.like(prefix, '!');
        ways.add(new Way(number, "ix_pak_number", paks(account, number)));
        Condition order = PAK.ORDER_NUMBER.like(prefix, '!');
        ways.add(new Way(order, "ix_pak_order_number", paks(account, order)));
        List<VirtualAccountId> pools = sql.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID)
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.SMART_ACCOUNT_ID.eq(account).and(VIRTUAL_ACCOUNT.NAME.containsIgnoreCase(text)))
                .fetch(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID);
        if (!pools.isEmpty()) {
            Condition inPools = PAK.VIRTUAL_ACCOUNT_ID.in(pools);
            ways.add(new Way(inPools, null, paks(account, inPools)));
        }
        List<SkuId> skus = sql.select(SKU.SKU_ID)
                .from(SKU)
                .where(SKU.CODE.containsIgnoreCase(text))
                .fetch(SKU.SKU_ID);
        if (!skus.isEmpty()) {
            ways.add(new Way(
                    DSL.exists(DSL.selectOne()
                            .from(PAK_LINE)
                            .where(PAK_LINE.PAK_ID.eq(PAK.PAK_ID).and(PAK_LINE.SKU_ID.in(skus)))),
                    null,
                    sql.select(PAK.PAK_ID)
                            .from(PAK_LINE)
                            .join(PAK)
                            .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                            .where(PAK_LINE.SKU_ID.in(skus).and(PAK.SMART_ACCOUNT_ID.eq(account)))));
        }
        return ways;
    }

    private SelectLimitStep<Record1<PakId>> paks(SmartAccountId account, Condition condition) {
        return sql.select(PAK.PAK_ID)
                .from(PAK)
                .where(PAK.SMART_ACCOUNT_ID.eq(account).and(condition));
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
