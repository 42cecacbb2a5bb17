package org.slportal.services.reservation;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.RESERVATION_LINE;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Component;

/** Which lots a device's licences are taken from. */
@Component
class ReservationLots {

    private final DSLContext sql;
    private final InstantSource clock;

    ReservationLots(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** What is free of the lots that hold today, by licence. */
    Map<LicenseId, List<HeldLot>> free(VirtualAccountId pool, Collection<LicenseId> licenses) {
        return byLicense(lots(
                LICENSE_LOT.QUANTITY.minus(LICENSE_LOT.RESERVED),
                LICENSE_LOT
                        .VIRTUAL_ACCOUNT_ID
                        .eq(pool)
                        .and(LICENSE_LOT.LICENSE_ID.in(licenses))
                        .and(LICENSE_LOT.COUNTED.isTrue())
                        .and(LICENSE_LOT.QUANTITY.gt(LICENSE_LOT.RESERVED))
                        .and(LICENSE_LOT.ENDS_ON.isNull().or(LICENSE_LOT.ENDS_ON.ge(today())))));
    }

    /** What one authorization grants and has not expired. */
    List<HeldLot> of(ReservationId reservation, int sequence) {
        return sql.select(
                        LICENSE_LOT.LICENSE_LOT_ID,
                        LICENSE_LOT.LICENSE_ID,
                        LICENSE.NAME,
                        LICENSE.DESCRIPTION,
                        LICENSE.ENTITLEMENT_TAG,
                        LICENSE_LOT.LICENSE_TERM,
                        LICENSE_LOT.STARTS_ON,
                        LICENSE_LOT.ENDS_ON,
                        LICENSE_LOT.SUBSCRIPTION_NUMBER,
                        RESERVATION_LINE.QUANTITY)
                .from(RESERVATION_LINE)
                .join(LICENSE_LOT)
                .on(LICENSE_LOT.LICENSE_LOT_ID.eq(RESERVATION_LINE.LICENSE_LOT_ID))
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID))
                .where(RESERVATION_LINE
                        .RESERVATION_ID
                        .eq(reservation)
                        .and(RESERVATION_LINE.SEQUENCE.eq(sequence))
                        .and(RESERVATION_LINE.EXPIRED.isFalse()))
                .fetch(row -> new HeldLot(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value10()));
    }

    private List<HeldLot> lots(Field<Integer> quantity, Condition condition) {
        return sql.select(
                        LICENSE_LOT.LICENSE_LOT_ID,
                        LICENSE_LOT.LICENSE_ID,
                        LICENSE.NAME,
                        LICENSE.DESCRIPTION,
                        LICENSE.ENTITLEMENT_TAG,
                        LICENSE_LOT.LICENSE_TERM,
                        LICENSE_LOT.STARTS_ON,
                        LICENSE_LOT.ENDS_ON,
                        LICENSE_LOT.SUBSCRIPTION_NUMBER,
                        quantity)
                .from(LICENSE_LOT)
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID))
                .where(condition)
                .fetch(row -> new HeldLot(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value10()));
    }

    /** What the pools can spare: nothing of what is in use, lent or reserved. */
    Map<LicenseId, Integer> balances(VirtualAccountId pool, Collection<LicenseId> licenses) {
        return sql.select(LICENSE_POOL.LICENSE_ID, LICENSE_POOL.BALANCE)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_POOL.LICENSE_ID.in(licenses)))
                .fetchMap(LICENSE_POOL.LICENSE_ID, LICENSE_POOL.BALANCE);
    }

    /**
     * Chooses lots: first those the device has, so that it keeps its terms, then free ones, each with the longest term first. The guard is
     * held.
     *
     * @param own what the device holds that may be kept
     * @throws PortalException if the surplus does not suffice
     */
    List<HeldLot> choose(VirtualAccountId pool, List<LicenseQuantity> wanted, List<HeldLot> own) {
        List<LicenseId> licenses = wanted.stream().map(LicenseQuantity::license).toList();
        Map<LicenseId, List<HeldLot>> free = free(pool, licenses);
        Map<LicenseId, List<HeldLot>> held = byLicense(own);
        Map<LicenseId, Integer> balances = balances(pool, licenses);
        Map<LicenseLotId, HeldLot> chosen = new java.util.LinkedHashMap<>();
        for (LicenseQuantity each : wanted) {
            List<HeldLot> first = held.getOrDefault(each.license(), List.of());
            int missing = take(first, each.quantity(), chosen);
            List<HeldLot> rest = free.getOrDefault(each.license(), List.of());
            int surplus = Math.min(Math.max(0, balances.getOrDefault(each.license(), 0)), total(rest));
            if (missing > surplus) {
                throw PortalException.rejected(
                        "licenses", ErrorReason.RESERVATION_NOT_ENOUGH, surplus + total(first), nameOf(each.license()));
            }
            take(rest, missing, chosen);
        }
        return List.copyOf(chosen.values());
    }

    private static int take(List<HeldLot> from, int wanted, Map<LicenseLotId, HeldLot> chosen) {
        int missing = wanted;
        for (HeldLot lot : from.stream().sorted(HeldLot.LONGEST_TERM_FIRST).toList()) {
            int taken = Math.min(missing, lot.quantity());
            if (taken > 0) {
                chosen.merge(lot.lot(), lot.with(taken), (a, b) -> a.with(a.quantity() + b.quantity()));
                missing -= taken;
            }
        }
        return missing;
    }

    private String nameOf(LicenseId license) {
        String name = sql.select(LICENSE.NAME)
                .from(LICENSE)
                .where(LICENSE.LICENSE_ID.eq(license))
                .fetchOne(LICENSE.NAME);
        if (name == null) {
            throw PortalException.notFound();
        }
        return name;
    }

    static int total(List<HeldLot> lots) {
        return lots.stream().mapToInt(HeldLot::quantity).sum();
    }

    static Map<LicenseId, List<HeldLot>> byLicense(List<HeldLot> lots) {
        Map<LicenseId, List<HeldLot>> map = new HashMap<>();
        lots.forEach(lot ->
                map.computeIfAbsent(lot.license(), unused -> new ArrayList<>()).add(lot));
        return map;
    }

    static Map<LicenseLotId, Integer> quantities(List<HeldLot> lots) {
        Map<LicenseLotId, Integer> map = new HashMap<>();
        lots.forEach(lot -> map.merge(lot.lot(), lot.quantity(), Integer::sum));
        return map;
    }

    /** What two authorizations of one device hold together: of each lot the larger. */
    static Map<LicenseLotId, Integer> larger(Map<LicenseLotId, Integer> one, Map<LicenseLotId, Integer> other) {
        Map<LicenseLotId, Integer> map = new HashMap<>(one);
        other.forEach((lot, quantity) -> map.merge(lot, quantity, Math::max));
        return map;
    }

    /** From what was held to what is held now. */
    static Map<LicenseLotId, Integer> change(Map<LicenseLotId, Integer> before, Map<LicenseLotId, Integer> after) {
        Map<LicenseLotId, Integer> map = new HashMap<>(after);
        before.forEach((lot, quantity) -> map.merge(lot, -quantity, Integer::sum));
        return map;
    }
}
