package org.slportal.services.search;

import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.conversion.TraditionalLines;
import org.springframework.stereotype.Component;

/** PAKs by their number and by the number of their order. */
@Component
class PakLookup {

    private final DSLContext sql;
    private final TraditionalLines lines;
    private final LineHistory history;

    PakLookup(DSLContext sql, TraditionalLines lines, LineHistory history) {
        this.sql = sql;
        this.lines = lines;
        this.history = history;
    }

    Hits<FoundPak> find(Sight sight, SearchText text) {
        Condition visible = sight.covers(PAK.SMART_ACCOUNT_ID, PAK.VIRTUAL_ACCOUNT_ID);
        // Two look-ups, one for each index, rather than one that reads all PAKs of the account.
        var ids = sql.select(PAK.PAK_ID)
                .from(PAK)
                .where(visible.and(text.begins(PAK.PAK_NUMBER)))
                .orderBy(PAK.PAK_NUMBER)
                .limit(Hits.SHOWN + 1)
                .union(DSL.select(PAK.PAK_ID)
                        .from(PAK)
                        .where(visible.and(text.begins(PAK.ORDER_NUMBER)))
                        .orderBy(PAK.ORDER_NUMBER, PAK.PAK_ID)
                        .limit(Hits.SHOWN + 1))
                .asTable("ids");
        var rows = sql.select(
                        PAK.PAK_ID,
                        PAK.PAK_NUMBER,
                        PAK.ORDER_NUMBER,
                        PAK.ORDER_DATE,
                        PAK.FAMILY,
                        PAK.STATUS,
                        VIRTUAL_ACCOUNT.NAME)
                .from(ids)
                .join(PAK)
                .on(PAK.PAK_ID.eq(ids.field(PAK.PAK_ID)))
                .leftJoin(VIRTUAL_ACCOUNT)
                .on(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(PAK.VIRTUAL_ACCOUNT_ID))
                .orderBy(PAK.PAK_NUMBER)
                .limit(Hits.SHOWN + 1)
                .fetch();
        if (rows.isEmpty()) {
            return new Hits<>(List.of(), false);
        }
        Map<PakId, List<FoundLine>> found = lines(sight, rows.getValues(PAK.PAK_ID));
        return Hits.of(rows.map(row -> new FoundPak(
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                row.value5(),
                PakStatus.ofDisplayName(row.value6()),
                row.value7(),
                found.getOrDefault(row.value1(), List.of()))));
    }

    private Map<PakId, List<FoundLine>> lines(Sight sight, List<PakId> paks) {
        Map<PakId, List<TraditionalLineItem>> items = lines.ofPaks(paks);
        List<TraditionalLineItem> all =
                items.values().stream().flatMap(List::stream).toList();
        Map<TraditionalLineId, FoundLine> histories = new HashMap<>();
        history.ofPaks(sight, all).forEach(line -> histories.put(line.item().id(), line));
        Map<PakId, List<FoundLine>> found = new HashMap<>();
        items.forEach((pak, ofPak) -> {
            List<FoundLine> ordered = new ArrayList<>();
            ofPak.forEach(item -> ordered.add(histories.get(item.id())));
            found.put(pak, ordered);
        });
        return found;
    }
}
