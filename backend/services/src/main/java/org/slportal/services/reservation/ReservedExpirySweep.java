package org.slportal.services.reservation;

import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.RESERVATION;
import static org.slportal.db.jooq.Tables.RESERVATION_CODE;
import static org.slportal.db.jooq.Tables.RESERVATION_LINE;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Pools;
import org.slportal.services.sweep.AccountSweep;
import org.slportal.services.sweep.SweepTime;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reserved licences whose last day has passed hold nothing any more. Before every other sweep: licences that run out leave their lot, which
 * they cannot as long as they are reserved.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReservedExpirySweep implements AccountSweep {

    /** Lines of one account in one run; the next run goes on. */
    private static final int MOST = 1_000;

    private static final Actor PORTAL = Actor.system("portal");

    private final DSLContext sql;
    private final Transactions transactions;
    private final Pools pools;
    private final ReservationAlerts alerts;
    private final EventRecorder events;

    ReservedExpirySweep(
            DSLContext sql, Transactions transactions, Pools pools, ReservationAlerts alerts, EventRecorder events) {
        this.sql = sql;
        this.transactions = transactions;
        this.pools = pools;
        this.alerts = alerts;
        this.events = events;
    }

    private record Line(
            ReservationId reservation,
            int sequence,
            String piid,
            String device,
            LicenseLotId lot,
            LicenseId license,
            String name,
            int quantity) {}

    private record OfReservation(ReservationId reservation, LicenseLotId lot) {}

    @Override
    public int sweep(SmartAccountId account, SweepTime time) {
        LocalDate today = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        Condition due = LICENSE_LOT
                .SMART_ACCOUNT_ID
                .eq(account)
                .and(LICENSE_LOT.ENDS_ON.lt(today))
                .and(LICENSE_LOT.RESERVED.gt(0));
        List<VirtualAccountId> found = sql.selectDistinct(LICENSE_LOT.VIRTUAL_ACCOUNT_ID)
                .from(LICENSE_LOT)
                .where(due)
                .orderBy(LICENSE_LOT.VIRTUAL_ACCOUNT_ID)
                .limit(MOST)
                .fetch(LICENSE_LOT.VIRTUAL_ACCOUNT_ID);
        int done = 0;
        for (VirtualAccountId pool : found) {
            done += transactions.write(() -> expire(account, pool, due.and(LICENSE_LOT.VIRTUAL_ACCOUNT_ID.eq(pool))));
        }
        return done;
    }

    private int expire(SmartAccountId account, VirtualAccountId pool, Condition due) {
        pools.lock(pool);
        List<LicenseLotId> lots = sql.select(LICENSE_LOT.LICENSE_LOT_ID)
                .from(LICENSE_LOT)
                .where(due)
                .orderBy(LICENSE_LOT.LICENSE_LOT_ID)
                .limit(MOST)
                .fetch(LICENSE_LOT.LICENSE_LOT_ID);
        List<Line> lines = lines(lots);
        // Of a lot both codes of a reservation may name, the larger quantity is held.
        Map<OfReservation, Line> held = new LinkedHashMap<>();
        lines.forEach(line -> held.merge(
                new OfReservation(line.reservation(), line.lot()),
                line,
                (a, b) -> a.quantity() >= b.quantity() ? a : b));
        Map<LicenseLotId, Integer> change = new HashMap<>();
        held.values().forEach(line -> change.merge(line.lot(), -line.quantity(), Integer::sum));
        pools.changeReserved(pool, change);
        sql.update(RESERVATION_LINE)
                .set(RESERVATION_LINE.EXPIRED, true)
                .where(RESERVATION_LINE.LICENSE_LOT_ID.in(lots))
                .execute();
        held.values().forEach(line -> {
            alerts.expired(account, pool, line.reservation(), line.device(), line.license(), line.quantity());
            events.record(
                    PORTAL,
                    NewEvent.done(
                                    EventCode.RESERVED_LICENSES_EXPIRED,
                                    account,
                                    pool,
                                    "device",
                                    line.device(),
                                    "quantity",
                                    Integer.toString(line.quantity()),
                                    "license",
                                    line.name())
                            .about(line.license())
                            .aboutDevice(line.piid()));
        });
        if (!held.isEmpty()) {
            pools.rebalance(PORTAL, account, pool);
        }
        return held.size();
    }

    private List<Line> lines(List<LicenseLotId> lots) {
        return sql.select(
                        RESERVATION_LINE.RESERVATION_ID,
                        RESERVATION_LINE.SEQUENCE,
                        RESERVATION.PIID,
                        RESERVATION.UDI_PID,
                        RESERVATION.UDI_SERIAL_NUMBER,
                        RESERVATION_LINE.LICENSE_LOT_ID,
                        LICENSE.LICENSE_ID,
                        LICENSE.NAME,
                        RESERVATION_LINE.QUANTITY)
                .from(RESERVATION_LINE)
                .join(RESERVATION_CODE)
                .on(RESERVATION_CODE
                        .RESERVATION_ID
                        .eq(RESERVATION_LINE.RESERVATION_ID)
                        .and(RESERVATION_CODE.SEQUENCE.eq(RESERVATION_LINE.SEQUENCE)))
                .join(RESERVATION)
                .on(RESERVATION.RESERVATION_ID.eq(RESERVATION_LINE.RESERVATION_ID))
                .join(LICENSE_LOT)
                .on(LICENSE_LOT.LICENSE_LOT_ID.eq(RESERVATION_LINE.LICENSE_LOT_ID))
                .join(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(LICENSE_LOT.LICENSE_ID))
                .where(RESERVATION_LINE
                        .LICENSE_LOT_ID
                        .in(lots)
                        .and(RESERVATION_LINE.EXPIRED.isFalse())
                        .and(RESERVATION_CODE.STATE.in("CURRENT", "PENDING")))
                .orderBy(RESERVATION_LINE.RESERVATION_ID, RESERVATION_LINE.SEQUENCE)
                .fetch(row -> new Line(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        "PID:" + row.value4() + ",SN:" + row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9()));
    }
}
