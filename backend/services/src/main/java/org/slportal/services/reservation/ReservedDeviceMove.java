package org.slportal.services.reservation;

import static org.slportal.db.jooq.Tables.LICENSE_LOT;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.device.DeviceMove;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventRecorder;
import org.slportal.services.event.NewEvent;
import org.slportal.services.inventory.Deposit;
import org.slportal.services.inventory.Lot;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Component;

/**
 * What a device has reserved goes with it, and is owned where the device is: its code names no Virtual Account, so the device has nothing to
 * install anew.
 */
@Component
class ReservedDeviceMove implements DeviceMove {

    private final DSLContext sql;
    private final ReservationRecords records;
    private final ReservationLots lots;
    private final ReservationAlerts alerts;
    private final Pools pools;
    private final EventRecorder events;

    ReservedDeviceMove(
            DSLContext sql,
            ReservationRecords records,
            ReservationLots lots,
            ReservationAlerts alerts,
            Pools pools,
            EventRecorder events) {
        this.sql = sql;
        this.records = records;
        this.lots = lots;
        this.alerts = alerts;
        this.pools = pools;
        this.events = events;
    }

    @Override
    public void moved(
            Actor actor, SmartAccountId account, ProductInstanceId device, VirtualAccountId from, VirtualAccountId to) {
        Udi udi = sql.select(PRODUCT_INSTANCE.UDI_PID, PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device))
                .fetchSingle(row -> new Udi(row.value1(), row.value2()));
        ReservationRecords.Record found = records.openFor(udi);
        // A reservation elsewhere is not of where the device was.
        if (found == null || !found.account().equals(account) || !found.pool().equals(from)) {
            return;
        }
        ReservationRecords.Record record = records.locked(found.id(), from);
        if (record.isOver()) {
            return;
        }
        actor.require(Permission.MANAGE_LICENSES, account, from);
        actor.require(Permission.MANAGE_LICENSES, account, to);

        // 1. What both codes hold: it may not be free in between, nor leave its lot while it is reserved there.
        int current = records.sequence(record.id(), "CURRENT");
        int pending = records.sequence(record.id(), "PENDING");
        Map<LicenseLotId, HeldLot> held = held(lots.of(record.id(), current));
        if (pending > 0) {
            lots.of(record.id(), pending)
                    .forEach(lot -> held.merge(lot.lot(), lot, (a, b) -> a.quantity() < b.quantity() ? b : a));
        }
        Map<LicenseLotId, Integer> quantities = ReservationLots.quantities(List.copyOf(held.values()));
        pools.changeReserved(from, ReservationLots.change(quantities, Map.of()));
        pools.deposit(actor, account, from, deposits(held, -1, to));
        pools.deposit(actor, account, to, deposits(held, 1, from));

        // 2. The same lots there.
        Map<Lot, LicenseLotId> there = lotsOf(to, held);
        Map<LicenseLotId, LicenseLotId> moved = new HashMap<>();
        Map<LicenseLotId, Integer> reserved = new HashMap<>();
        held.forEach((left, lot) -> {
            LicenseLotId now = Objects.requireNonNull(there.get(lot.terms()));
            moved.put(left, now);
            reserved.put(now, lot.quantity());
        });
        records.move(record.id(), to, List.of(current, pending), moved);
        pools.changeReserved(to, reserved);
        alerts.moved(record.id(), to);
        tell(actor, record, from, to, held);
    }

    private static Map<LicenseLotId, HeldLot> held(List<HeldLot> lots) {
        Map<LicenseLotId, HeldLot> map = new LinkedHashMap<>();
        lots.forEach(lot -> map.put(lot.lot(), lot));
        return map;
    }

    private static List<Deposit> deposits(Map<LicenseLotId, HeldLot> held, int sign, VirtualAccountId counterpart) {
        return held.values().stream()
                .map(lot -> Deposit.transfer(lot.terms(), sign * lot.quantity(), counterpart))
                .toList();
    }

    private Map<Lot, LicenseLotId> lotsOf(VirtualAccountId pool, Map<LicenseLotId, HeldLot> held) {
        List<LicenseId> licenses =
                held.values().stream().map(HeldLot::license).distinct().toList();
        return sql.select(
                        LICENSE_LOT.LICENSE_LOT_ID,
                        LICENSE_LOT.LICENSE_ID,
                        LICENSE_LOT.LICENSE_TERM,
                        LICENSE_LOT.STARTS_ON,
                        LICENSE_LOT.ENDS_ON,
                        LICENSE_LOT.SUBSCRIPTION_NUMBER)
                .from(LICENSE_LOT)
                .where(LICENSE_LOT.VIRTUAL_ACCOUNT_ID.eq(pool).and(LICENSE_LOT.LICENSE_ID.in(licenses)))
                .fetchMap(
                        row -> new Lot(row.value2(), row.value3(), row.value4(), row.value5(), row.value6()),
                        row -> row.value1());
    }

    private void tell(
            Actor actor,
            ReservationRecords.Record record,
            VirtualAccountId from,
            VirtualAccountId to,
            Map<LicenseLotId, HeldLot> held) {
        Map<VirtualAccountId, String> names = sql.select(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID, VIRTUAL_ACCOUNT.NAME)
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.in(from, to))
                .fetchMap(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID, VIRTUAL_ACCOUNT.NAME);
        String words = ReservationEvents.words(List.copyOf(held.values()));
        List<NewEvent> told = new ArrayList<>();
        for (VirtualAccountId side : List.of(from, to)) {
            told.add(NewEvent.done(
                            EventCode.RESERVATION_MOVED,
                            record.account(),
                            side,
                            "device",
                            record.device(),
                            "licenses",
                            words,
                            "from",
                            names.getOrDefault(from, ""),
                            "to",
                            names.getOrDefault(to, ""))
                    .aboutDevice(record.piid()));
        }
        events.recordAll(actor, told);
    }
}
