package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.CERTIFICATE;
import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.SilenceAlerts;
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
    private final SilenceAlerts alerts;
    private final RefusedLicenses refusals;

    public ProductInstanceRemoval(
            DSLContext sql, InstantSource clock, Pools pools, SilenceAlerts alerts, RefusedLicenses refusals) {
        this.sql = sql;
        this.clock = clock;
        this.pools = pools;
        this.alerts = alerts;
        this.refusals = refusals;
    }

    /** A product instance by both its names. */
    public record Gone(ProductInstanceId device, String piid) {}

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
        return removeAll(actor, account, pool, List.of(new Gone(device, piid))).getOrDefault(device, 0);
    }

    /**
     * Removes devices of one Virtual Account whose rows are locked, with its guard held.
     *
     * @return how many licences each released; none for those that used none
     */
    public Map<ProductInstanceId, Integer> removeAll(
            Actor actor, SmartAccountId account, VirtualAccountId pool, Collection<Gone> gone) {
        List<ProductInstanceId> devices = gone.stream().map(Gone::device).toList();
        Map<ProductInstanceId, Integer> released = releaseAll(pool, devices);
        alerts.clear(devices);
        refusals.clear(devices);
        sql.deleteFrom(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.in(devices))
                .execute();
        sql.update(CERTIFICATE)
                .set(CERTIFICATE.STATUS, "REVOKED")
                .set(CERTIFICATE.REVOKED_AT, clock.instant())
                .where(CERTIFICATE
                        .PIID
                        .in(gone.stream().map(Gone::piid).toList())
                        .and(CERTIFICATE.STATUS.in(List.of("ISSUED", "SUPERSEDED"))))
                .execute();
        pools.rebalance(actor, account, pool);
        return released;
    }

    /** Returns all licences of a device to its pool. The guard is held; rebalance afterwards. */
    public void release(VirtualAccountId pool, ProductInstanceId device) {
        releaseAll(pool, List.of(device));
    }

    /** Like {@link #release}, for several devices of the same pool. @return how many licences each released */
    public Map<ProductInstanceId, Integer> releaseAll(VirtualAccountId pool, Collection<ProductInstanceId> devices) {
        Transactions.requireTransaction();
        Map<LicenseId, Integer> change = new HashMap<>();
        Map<ProductInstanceId, Integer> released = new HashMap<>();
        sql.select(CONSUMPTION.PRODUCT_INSTANCE_ID, CONSUMPTION.LICENSE_ID, CONSUMPTION.QUANTITY)
                .from(CONSUMPTION)
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.in(devices))
                .forEach(row -> {
                    released.merge(row.value1(), row.value3(), Integer::sum);
                    change.merge(row.value2(), -row.value3(), Integer::sum);
                });
        sql.deleteFrom(CONSUMPTION)
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.in(devices))
                .execute();
        pools.changeUse(pool, change);
        return released;
    }
}
