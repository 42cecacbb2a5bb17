package org.slportal.services.reservation;

import java.time.Instant;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ReservationId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.reservation.ReservationKind;

/** A reservation in a list. @param licenses how many it holds now */
public record ReservationListItem(
        ReservationId id,
        SmartAccountId account,
        VirtualAccountId pool,
        Udi udi,
        ReservationKind kind,
        ReservationState state,
        int licenses,
        String createdBy,
        Instant createdAt,
        int version) {}
