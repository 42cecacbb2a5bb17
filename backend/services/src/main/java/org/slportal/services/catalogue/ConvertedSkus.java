package org.slportal.services.catalogue;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_TRANSACTION;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.Collection;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slportal.domain.id.SkuId;
import org.slportal.services.db.Transactions;
import org.springframework.stereotype.Component;

/** Which SKUs smart licences were already converted from. The ledger was written with their mapping of that time. */
@Component
class ConvertedSkus {

    private final DSLContext sql;

    ConvertedSkus(DSLContext sql) {
        this.sql = sql;
    }

    Set<SkuId> among(Collection<SkuId> skus) {
        return sql.selectDistinct(LICENSE_TRANSACTION.SKU_ID)
                .from(LICENSE_TRANSACTION)
                .where(LICENSE_TRANSACTION.SKU_ID.in(skus).and(LICENSE_TRANSACTION.CONVERSION_ID.isNotNull()))
                .fetchSet(LICENSE_TRANSACTION.SKU_ID);
    }

    /**
     * Waits for the conversions that are under way and keeps others from beginning, so that none goes on with the old mapping.
     * First the SKUs, which nobody can then name in a new line; then the PAKs and devices, which a conversion locks before it reads.
     * A conversion that is past its reading and now waits for the SKU is a deadlock: one of the two is repeated.
     */
    void lock(Collection<SkuId> skus) {
        Transactions.requireTransaction();
        sql.select(SKU.SKU_ID)
                .from(SKU)
                .where(SKU.SKU_ID.in(skus))
                .orderBy(SKU.SKU_ID)
                .forUpdate()
                .fetch();
        sql.select(PAK.PAK_ID)
                .from(PAK)
                .where(PAK.PAK_ID.in(DSL.select(PAK_LINE.PAK_ID).from(PAK_LINE).where(PAK_LINE.SKU_ID.in(skus))))
                .orderBy(PAK.PAK_ID)
                .forUpdate()
                .fetch();
        sql.select(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .from(LEGACY_DEVICE)
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.in(DSL.select(LEGACY_LICENSE.LEGACY_DEVICE_ID)
                        .from(LEGACY_LICENSE)
                        .where(LEGACY_LICENSE.SKU_ID.in(skus))))
                .orderBy(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .forUpdate()
                .fetch();
    }
}
