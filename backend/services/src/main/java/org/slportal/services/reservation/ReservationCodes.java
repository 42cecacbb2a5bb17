package org.slportal.services.reservation;

import java.time.InstantSource;
import java.util.List;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.domain.reservation.AuthorizationCode;
import org.slportal.domain.reservation.RequestCode;
import org.slportal.domain.reservation.ReservedEntitlement;
import org.slportal.services.access.Actor;
import org.springframework.stereotype.Component;

/** Signs authorization codes and keeps them with what they hold, in the caller's transaction. */
@Component
class ReservationCodes {

    private final InstantSource clock;
    private final ReservationRecords records;
    private final AuthorizationSigner signer;

    ReservationCodes(InstantSource clock, ReservationRecords records, AuthorizationSigner signer) {
        this.clock = clock;
        this.records = records;
        this.signer = signer;
    }

    /** A new reservation with its first code. @param piid by which the device is known from now on */
    IssuedReservation first(
            Actor actor,
            SmartAccountId account,
            VirtualAccountId pool,
            String piid,
            RequestCode request,
            List<HeldLot> chosen) {
        ReservationId id = records.insert(actor, account, pool, piid, request);
        String code = sign(piid, 1, request, chosen);
        records.insertCode(actor, account, id, 1, "CURRENT", code, chosen);
        return new IssuedReservation(id, code);
    }

    /** A further code, which waits for the device's confirmation. @param sequence one more than the last */
    IssuedReservation update(Actor actor, ReservationRecords.Record record, int sequence, List<HeldLot> chosen) {
        String code = sign(record.piid(), sequence, record.request(), chosen);
        records.insertCode(actor, record.account(), record.id(), sequence, "PENDING", code, chosen);
        return new IssuedReservation(record.id(), code);
    }

    private String sign(String piid, int sequence, RequestCode request, List<HeldLot> chosen) {
        List<ReservedEntitlement> lines = chosen.stream()
                .map(lot -> new ReservedEntitlement(
                        new EntitlementTag(lot.tag()),
                        lot.quantity(),
                        lot.startsOn(),
                        lot.endsOn(),
                        lot.term(),
                        lot.name(),
                        lot.description(),
                        lot.subscription()))
                .toList();
        return signer.sign(new AuthorizationCode(
                        request.kind(), piid, sequence, request.commitment(), clock.instant(), request.udi(), lines))
                .text();
    }
}
