package org.slportal.services.reservation;

import static org.slportal.db.jooq.Tables.RESERVATION;
import static org.slportal.db.jooq.Tables.RESERVATION_CODE;
import static org.slportal.db.jooq.Tables.RESERVATION_LINE;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LicenseLotId;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.reservation.BadCodeException;
import org.slportal.domain.reservation.RequestCode;
import org.slportal.services.access.Actor;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Component;

/** The rows of reservations and their authorization codes. */
@Component
class ReservationRecords {

    private final DSLContext sql;
    private final InstantSource clock;

    ReservationRecords(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param state of the row: RESERVED, RETURNED or REHOSTED */
    record Record(
            ReservationId id,
            SmartAccountId account,
            VirtualAccountId pool,
            String piid,
            RequestCode request,
            String state,
            int version) {

        boolean isOver() {
            return !state.equals("RESERVED");
        }

        String device() {
            return request.udi().asCli();
        }
    }

    @Nullable
    Record find(ReservationId id) {
        return find(RESERVATION.RESERVATION_ID.eq(id), false);
    }

    /** To be read again under the pool's guard: whatever was read before may be over, or lie elsewhere. */
    Record locked(ReservationId id, VirtualAccountId pool) {
        Record record = find(RESERVATION.RESERVATION_ID.eq(id), true);
        if (record == null) {
            throw PortalException.notFound();
        }
        if (!record.pool().equals(pool)) {
            throw PortalException.stale();
        }
        return record;
    }

    @Nullable
    Record byRequest(RequestCode request) {
        return find(RESERVATION.REQUEST_CODE.eq(request.text()), true);
    }

    @Nullable
    Record openFor(Udi udi) {
        return find(RESERVATION.OPEN_UDI.eq(udi.pid() + ":" + udi.serialNumber()), false);
    }

    private @Nullable Record find(Condition condition, boolean lock) {
        var select = sql.select(
                        RESERVATION.RESERVATION_ID,
                        RESERVATION.SMART_ACCOUNT_ID,
                        RESERVATION.VIRTUAL_ACCOUNT_ID,
                        RESERVATION.PIID,
                        RESERVATION.REQUEST_CODE,
                        RESERVATION.STATE,
                        RESERVATION.VERSION)
                .from(RESERVATION)
                .where(condition);
        var row = lock ? select.forUpdate().fetchOne() : select.fetchOne();
        return row == null
                ? null
                : new Record(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        request(row.value5()),
                        row.value6(),
                        row.value7());
    }

    private static RequestCode request(String stored) {
        try {
            return RequestCode.parse(stored);
        } catch (BadCodeException e) {
            throw new IllegalStateException("A reservation holds something that is no request code", e);
        }
    }

    ReservationId insert(Actor actor, SmartAccountId account, VirtualAccountId pool, String piid, RequestCode request) {
        return sql.insertInto(RESERVATION)
                .set(RESERVATION.SMART_ACCOUNT_ID, account)
                .set(RESERVATION.VIRTUAL_ACCOUNT_ID, pool)
                .set(RESERVATION.PIID, piid)
                .set(RESERVATION.KIND, request.kind().name())
                .set(RESERVATION.UDI_PID, request.udi().pid())
                .set(RESERVATION.UDI_SERIAL_NUMBER, request.udi().serialNumber())
                .set(RESERVATION.REQUEST_CODE, request.text())
                .set(RESERVATION.CREATED_BY, actor.name())
                .set(RESERVATION.CREATED_AT, clock.instant())
                .returning(RESERVATION.RESERVATION_ID)
                .fetchSingle()
                .getReservationId();
    }

    void insertCode(
            Actor actor,
            SmartAccountId account,
            ReservationId reservation,
            int sequence,
            String state,
            String code,
            List<HeldLot> lots) {
        sql.insertInto(RESERVATION_CODE)
                .set(RESERVATION_CODE.RESERVATION_ID, reservation)
                .set(RESERVATION_CODE.SEQUENCE, sequence)
                .set(RESERVATION_CODE.AUTHORIZATION_CODE, code)
                .set(RESERVATION_CODE.STATE, state)
                .set(RESERVATION_CODE.ISSUED_BY, actor.name())
                .set(RESERVATION_CODE.ISSUED_AT, clock.instant())
                .execute();
        var insert = sql.insertInto(
                RESERVATION_LINE,
                RESERVATION_LINE.RESERVATION_ID,
                RESERVATION_LINE.SEQUENCE,
                RESERVATION_LINE.LICENSE_LOT_ID,
                RESERVATION_LINE.SMART_ACCOUNT_ID,
                RESERVATION_LINE.QUANTITY);
        for (HeldLot lot : lots) {
            insert = insert.values(reservation, sequence, lot.lot(), account, lot.quantity());
        }
        insert.execute();
    }

    /** Sequence of the code in this state; 0 if there is none. */
    int sequence(ReservationId reservation, String state) {
        Integer sequence = sql.select(RESERVATION_CODE.SEQUENCE)
                .from(RESERVATION_CODE)
                .where(RESERVATION_CODE.RESERVATION_ID.eq(reservation).and(RESERVATION_CODE.STATE.eq(state)))
                .fetchOne(RESERVATION_CODE.SEQUENCE);
        return sequence == null ? 0 : sequence;
    }

    int lastSequence(ReservationId reservation) {
        Integer last = sql.select(org.jooq.impl.DSL.max(RESERVATION_CODE.SEQUENCE))
                .from(RESERVATION_CODE)
                .where(RESERVATION_CODE.RESERVATION_ID.eq(reservation))
                .fetchSingle()
                .value1();
        return last == null ? 0 : last;
    }

    String code(ReservationId reservation, int sequence) {
        return sql.select(RESERVATION_CODE.AUTHORIZATION_CODE)
                .from(RESERVATION_CODE)
                .where(RESERVATION_CODE.RESERVATION_ID.eq(reservation).and(RESERVATION_CODE.SEQUENCE.eq(sequence)))
                .fetchSingle(RESERVATION_CODE.AUTHORIZATION_CODE);
    }

    void mark(ReservationId reservation, int sequence, String state) {
        sql.update(RESERVATION_CODE)
                .set(RESERVATION_CODE.STATE, state)
                .where(RESERVATION_CODE.RESERVATION_ID.eq(reservation).and(RESERVATION_CODE.SEQUENCE.eq(sequence)))
                .execute();
    }

    void touch(ReservationId reservation) {
        sql.update(RESERVATION)
                .set(RESERVATION.VERSION, RESERVATION.VERSION.plus(1))
                .where(RESERVATION.RESERVATION_ID.eq(reservation))
                .execute();
    }

    /** The reservation lies in another Virtual Account, and what these codes hold in lots there. */
    void move(
            ReservationId reservation,
            VirtualAccountId to,
            Collection<Integer> sequences,
            Map<LicenseLotId, LicenseLotId> lots) {
        sql.update(RESERVATION)
                .set(RESERVATION.VIRTUAL_ACCOUNT_ID, to)
                .set(RESERVATION.VERSION, RESERVATION.VERSION.plus(1))
                .where(RESERVATION.RESERVATION_ID.eq(reservation))
                .execute();
        lots.forEach((left, now) -> sql.update(RESERVATION_LINE)
                .set(RESERVATION_LINE.LICENSE_LOT_ID, now)
                .where(RESERVATION_LINE
                        .RESERVATION_ID
                        .eq(reservation)
                        .and(RESERVATION_LINE.SEQUENCE.in(sequences))
                        .and(RESERVATION_LINE.LICENSE_LOT_ID.eq(left))
                        .and(RESERVATION_LINE.EXPIRED.isFalse()))
                .execute());
    }

    void end(Actor actor, ReservationId reservation, String state) {
        sql.update(RESERVATION)
                .set(RESERVATION.STATE, state)
                .set(RESERVATION.ENDED_AT, clock.instant())
                .set(RESERVATION.ENDED_BY, actor.name())
                .set(RESERVATION.VERSION, RESERVATION.VERSION.plus(1))
                .where(RESERVATION.RESERVATION_ID.eq(reservation))
                .execute();
        sql.update(RESERVATION_CODE)
                .set(RESERVATION_CODE.STATE, "ENDED")
                .where(RESERVATION_CODE
                        .RESERVATION_ID
                        .eq(reservation)
                        .and(RESERVATION_CODE.STATE.in("CURRENT", "PENDING")))
                .execute();
    }
}
