package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.CERTIFICATE;
import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.db.Transactions;
import org.slportal.services.error.PortalException;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Component;

/** Takes a product instance out of the account: its licences return to the pool and its certificates are revoked. */
@Component
public class ProductInstanceRemoval {

    private final DSLContext sql;
    private final InstantSource clock;
    private final Pools pools;

    public ProductInstanceRemoval(DSLContext sql, InstantSource clock, Pools pools) {
        this.sql = sql;
        this.clock = clock;
        this.pools = pools;
    }

    /** @return how many licences were released; the caller writes the event */
    public int remove(
            Actor actor, SmartAccountId account, VirtualAccountId pool, ProductInstanceId device, String piid) {
        Transactions.requireTransaction();
        pools.lock(pool);
        // Under the lock: somebody else may have removed it, or the device registered itself in another Virtual
        // Account.
        VirtualAccountId now = sql.select(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device))
                .forUpdate()
                .fetchOne(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID);
        if (now == null) {
            throw PortalException.notFound();
        }
        if (!now.equals(pool)) {
            throw PortalException.stale();
        }
        Map<LicenseId, Integer> released = release(pool, device);
        sql.deleteFrom(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device))
                .execute();
        sql.update(CERTIFICATE)
                .set(CERTIFICATE.STATUS, "REVOKED")
                .set(CERTIFICATE.REVOKED_AT, clock.instant())
                .where(CERTIFICATE.PIID.eq(piid).and(CERTIFICATE.STATUS.in(List.of("ISSUED", "SUPERSEDED"))))
                .execute();
        pools.rebalance(actor, account, pool);
        return -released.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns all licences of a device to its pool. The guard is held; rebalance afterwards. @return the changes, negative */
    public Map<LicenseId, Integer> release(VirtualAccountId pool, ProductInstanceId device) {
        Map<LicenseId, Integer> change = new HashMap<>();
        sql.select(CONSUMPTION.LICENSE_ID, CONSUMPTION.QUANTITY)
                .from(CONSUMPTION)
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(device))
                .forEach(row -> change.put(row.value1(), -row.value2()));
        sql.deleteFrom(CONSUMPTION)
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.eq(device))
                .execute();
        pools.changeUse(pool, change);
        return change;
    }
}
