package org.slportal.services.transfer;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.page.BoundedCounts;
import org.slportal.services.transfer.TransferPreview.MovedLot;
import org.springframework.stereotype.Component;

/** The lots of a Virtual Account that have not ended, and which of them a request takes. */
@Component
class TransferLots {

    private static final Comparator<LocalDate> FOR_EVER_LAST = Comparator.nullsLast(Comparator.naturalOrder());

    private final DSLContext sql;
    private final InstantSource clock;

    TransferLots(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** By name and end, perpetual ones last. A lot that has ended only waits for the sweep. */
    List<MovableLot> list(VirtualAccountId pool, Condition which, int offset, int limit) {
        return sql.select()
                .from(LICENSE_LOT)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID))
                .where(standing(pool).and(which))
                .orderBy(LICENSE.NAME, LICENSE_LOT.ENDS_ON.isNull(), LICENSE_LOT.ENDS_ON, LICENSE_LOT.LICENSE_LOT_ID)
                .limit(limit)
                .offset(offset)
                .fetch(this::lot);
    }

    BoundedCount count(VirtualAccountId pool, Condition which) {
        Table<?> named = LICENSE_LOT.join(LICENSE).on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID));
        return BoundedCounts.of(sql, named, standing(pool).and(which));
    }

    private Condition standing(VirtualAccountId pool) {
        return LICENSE_LOT
                .VIRTUAL_ACCOUNT_ID
                .eq(pool)
                .and(LICENSE_LOT.QUANTITY.gt(0))
                .and(LICENSE_LOT.ENDS_ON.isNull().or(LICENSE_LOT.ENDS_ON.ge(today())));
    }

    private MovableLot lot(Record row) {
        LocalDate starts = row.get(LICENSE_LOT.STARTS_ON);
        return new MovableLot(
                row.get(LICENSE_LOT.LICENSE_LOT_ID),
                row.get(LICENSE_LOT.LICENSE_ID),
                row.get(LICENSE.NAME),
                row.get(LICENSE_LOT.LICENSE_TERM),
                starts,
                row.get(LICENSE_LOT.ENDS_ON),
                row.get(LICENSE_LOT.SUBSCRIPTION_NUMBER),
                row.get(LICENSE_LOT.QUANTITY),
                row.get(LICENSE_LOT.RESERVED),
                starts == null || !starts.isAfter(today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * Chooses for all lines, one after the other; no two take the same licence.
     *
     * @throws PortalException CONFLICT if a line asks for more than is free
     */
    List<MovedLot> choose(VirtualAccountId pool, Collection<TransferLine> lines) {
        List<LicenseId> licenses =
                lines.stream().map(TransferLine::license).distinct().toList();
        List<MovableLot> lots = list(pool, LICENSE_LOT.LICENSE_ID.in(licenses), 0, Integer.MAX_VALUE);
        Map<LicenseLotId, Integer> free = new HashMap<>();
        lots.forEach(lot -> free.put(lot.id(), lot.free()));
        List<MovedLot> moved = new ArrayList<>();
        for (TransferLine line : lines) {
            List<MovableLot> candidates = lots.stream()
                    .filter(lot -> lot.license().equals(line.license()))
                    .filter(lot -> line.lot() == null || lot.id().equals(line.lot()))
                    .filter(lot -> line.term() == null || lot.term() == line.term())
                    .sorted(order(line.precedence()))
                    .toList();
            int available = candidates.stream()
                    .mapToInt(lot -> free.getOrDefault(lot.id(), 0))
                    .sum();
            if (available < line.quantity()) {
                throw PortalException.conflict(
                        "quantity", ErrorReason.TRANSFER_NOT_FREE, name(line.license()), available);
            }
            int missing = line.quantity();
            for (MovableLot lot : candidates) {
                int taken = Math.min(missing, free.getOrDefault(lot.id(), 0));
                if (taken > 0) {
                    free.merge(lot.id(), -taken, Integer::sum);
                    moved.add(new MovedLot(lot, taken));
                    missing -= taken;
                }
            }
        }
        return moved;
    }

    private String name(LicenseId license) {
        String name = sql.select(LICENSE.NAME)
                .from(LICENSE)
                .where(LICENSE.LICENSE_ID.eq(license))
                .fetchOne(LICENSE.NAME);
        if (name == null) {
            throw PortalException.notFound();
        }
        return name;
    }

    private static Comparator<MovableLot> order(Precedence precedence) {
        Comparator<MovableLot> byEnd = Comparator.comparing(MovableLot::endsOn, FOR_EVER_LAST);
        return Comparator.comparing(MovableLot::begun)
                .reversed()
                .thenComparing(precedence == Precedence.LONGEST_TERM_FIRST ? byEnd.reversed() : byEnd)
                .thenComparing(lot -> lot.id().value());
    }
}
