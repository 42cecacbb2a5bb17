package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.db.Transactions;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Component;

/** Holds a device where it is: first the guard of its Virtual Account, then its row. */
@Component
public class DeviceLock {

    private final DSLContext sql;
    private final Pools pools;

    DeviceLock(DSLContext sql, Pools pools) {
        this.sql = sql;
        this.pools = pools;
    }

    /**
     * A device that is moved while its guard is waited for is followed. The guard of the Virtual Account it left stays locked until the
     * transaction ends; should two such acts wait for each other, one of them is repeated.
     *
     * @return the Virtual Account it is in until the transaction ends; null if it is gone
     */
    public @Nullable VirtualAccountId lock(ProductInstanceId device) {
        Transactions.requireTransaction();
        VirtualAccountId pool = sql.select(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device))
                .fetchOne(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID);
        while (pool != null) {
            pools.lock(pool);
            VirtualAccountId now = sql.select(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID)
                    .from(PRODUCT_INSTANCE)
                    .where(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(device))
                    .forUpdate()
                    .fetchOne(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID);
            if (pool.equals(now)) {
                return pool;
            }
            pool = now;
        }
        return null;
    }
}
