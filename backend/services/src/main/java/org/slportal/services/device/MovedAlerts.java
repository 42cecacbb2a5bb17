package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.ALERT;

import org.jooq.DSLContext;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.springframework.stereotype.Component;

/** A device's open alerts stand where the device is. */
@Component
class MovedAlerts implements DeviceMove {

    private final DSLContext sql;

    MovedAlerts(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void moved(
            Actor actor, SmartAccountId account, ProductInstanceId device, VirtualAccountId from, VirtualAccountId to) {
        sql.update(ALERT)
                .set(ALERT.VIRTUAL_ACCOUNT_ID, to)
                .where(ALERT.PRODUCT_INSTANCE_ID
                        .eq(device)
                        .and(ALERT.CLEARED_AT.isNull())
                        .and(ALERT.VIRTUAL_ACCOUNT_ID.eq(from)))
                .execute();
    }
}
