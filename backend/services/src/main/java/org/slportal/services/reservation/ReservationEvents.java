package org.slportal.services.reservation;

import java.util.List;
import java.util.stream.Collectors;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.reservation.RequestCode;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.NewEvent;

/** What the event log says of a reservation. */
final class ReservationEvents {

    /** So that all parameters of an event find room. */
    private static final int MOST_TEXT = 1_500;

    private ReservationEvents() {}

    /** @param more names and values of parameters besides the device */
    static NewEvent of(EventCode code, ReservationRecords.Record record, String... more) {
        return of(code, record.account(), record.pool(), record.piid(), record.request(), more);
    }

    static NewEvent of(
            EventCode code,
            SmartAccountId account,
            VirtualAccountId pool,
            String piid,
            RequestCode request,
            String... more) {
        String[] parameters = new String[more.length + 2];
        parameters[0] = "device";
        parameters[1] = request.udi().asCli();
        System.arraycopy(more, 0, parameters, 2, more.length);
        return NewEvent.done(code, account, pool, parameters).aboutDevice(piid);
    }

    static String words(List<HeldLot> chosen) {
        String all = chosen.stream().map(HeldLot::inWords).collect(Collectors.joining(", "));
        return all.length() <= MOST_TEXT ? all : all.substring(0, MOST_TEXT - 1) + "…";
    }
}
