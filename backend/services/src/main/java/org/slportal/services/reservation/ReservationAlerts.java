package org.slportal.services.reservation;

import static org.slportal.db.jooq.Tables.ALERT;

import java.time.InstantSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.alert.AlertCode;
import org.springframework.stereotype.Component;

/** "Reserved License Expired", open until the device has another code or is gone, and "Reserved Licenses Returned". */
@Component
class ReservationAlerts {

    private final DSLContext sql;
    private final InstantSource clock;

    ReservationAlerts(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void expired(
            SmartAccountId account,
            VirtualAccountId pool,
            ReservationId reservation,
            String device,
            LicenseId license,
            int quantity) {
        raise(
                AlertCode.RESERVED_LICENSE_EXPIRED,
                account,
                pool,
                device,
                license,
                quantity,
                prefix(reservation) + license);
    }

    void returned(
            SmartAccountId account, VirtualAccountId pool, ReservationId reservation, String device, int quantity) {
        raise(
                AlertCode.RESERVED_LICENSES_RETURNED,
                account,
                pool,
                device,
                null,
                quantity,
                AlertCode.RESERVED_LICENSES_RETURNED + ":" + reservation);
    }

    /** The device was given another code, or has none any more. */
    void clear(ReservationId reservation) {
        sql.update(ALERT)
                .setNull(ALERT.OPEN_KEY)
                .set(ALERT.CLEARED_AT, clock.instant())
                .where(ALERT.OPEN_KEY.like(prefix(reservation).replace("_", "\\_") + "%"))
                .execute();
    }

    /** What is open stands where the reservation is. */
    void moved(ReservationId reservation, VirtualAccountId to) {
        sql.update(ALERT)
                .set(ALERT.VIRTUAL_ACCOUNT_ID, to)
                .where(ALERT.OPEN_KEY.like(prefix(reservation).replace("_", "\\_") + "%"))
                .execute();
    }

    private void raise(
            AlertCode code,
            SmartAccountId account,
            VirtualAccountId pool,
            String device,
            @Nullable LicenseId license,
            int quantity,
            String key) {
        sql.insertInto(ALERT)
                .set(ALERT.SMART_ACCOUNT_ID, account)
                .set(ALERT.VIRTUAL_ACCOUNT_ID, pool)
                .set(ALERT.CODE, code.name())
                .set(ALERT.SEVERITY, code.severity().name())
                .set(ALERT.LICENSE_ID, license)
                .set(ALERT.QUANTITY, quantity)
                .set(ALERT.SUBJECT, device)
                .set(ALERT.OPEN_KEY, key)
                .set(ALERT.RAISED_AT, clock.instant())
                .set(ALERT.DUE_AT, code == AlertCode.RESERVED_LICENSE_EXPIRED ? clock.instant() : null)
                .onDuplicateKeyUpdate()
                .set(ALERT.QUANTITY, ALERT.QUANTITY.plus(quantity))
                .execute();
    }

    private static String prefix(ReservationId reservation) {
        return AlertCode.RESERVED_LICENSE_EXPIRED + ":" + reservation + ":";
    }
}
