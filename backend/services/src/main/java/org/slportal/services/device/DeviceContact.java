package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.util.List;
import org.jooq.DSLContext;
import org.slportal.domain.device.Silence;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.services.alert.SilenceAlerts;
import org.slportal.services.db.Transactions;
import org.springframework.stereotype.Component;

/** Ends a device's silence. */
@Component
public class DeviceContact {

    private final DSLContext sql;
    private final SilenceAlerts alerts;

    public DeviceContact(DSLContext sql, SilenceAlerts alerts) {
        this.sql = sql;
        this.alerts = alerts;
    }

    /** It was authorized. @return whether it was silent before; also false if it is gone */
    public boolean authorized(ProductInstanceId device) {
        return heard(device, List.of(Silence.WARNED, Silence.RELEASED));
    }

    /** It spoke without asking for licences: those that were released stay so, and their alert stays open. */
    public boolean spoke(ProductInstanceId device) {
        return heard(device, List.of(Silence.WARNED));
    }

    private boolean heard(ProductInstanceId device, List<Silence> from) {
        Transactions.requireTransaction();
        int changed = sql.update(PRODUCT_INSTANCE)
                .set(PRODUCT_INSTANCE.SILENCE, Silence.HEARD)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device).and(PRODUCT_INSTANCE.SILENCE.in(from)))
                .execute();
        if (changed == 0) {
            return false;
        }
        alerts.clear(List.of(device));
        return true;
    }
}
