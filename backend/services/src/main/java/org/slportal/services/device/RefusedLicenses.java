package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.REFUSED_LICENSE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.db.Transactions;
import org.springframework.stereotype.Component;

/**
 * Export-restricted licences refused to devices, each with its alert "Restricted License Not Available": open until the device no longer
 * asks, registers again with a token that allows them, or goes.
 */
@Component
public class RefusedLicenses {

    private final DSLContext sql;
    private final InstantSource clock;

    RefusedLicenses(DSLContext sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @return those that were not refused before */
    public Set<LicenseId> replace(
            SmartAccountId account, VirtualAccountId pool, ProductInstanceId device, Map<LicenseId, Integer> refused) {
        Transactions.requireTransaction();
        Map<LicenseId, Integer> before = sql.select(REFUSED_LICENSE.LICENSE_ID, REFUSED_LICENSE.QUANTITY)
                .from(REFUSED_LICENSE)
                .where(REFUSED_LICENSE.PRODUCT_INSTANCE_ID.eq(device))
                .fetchMap(REFUSED_LICENSE.LICENSE_ID, REFUSED_LICENSE.QUANTITY);
        if (before.equals(refused)) {
            return Set.of();
        }
        Instant now = clock.instant();
        List<Query> queries = new ArrayList<>();
        before.keySet().stream()
                .filter(license -> !refused.containsKey(license))
                .forEach(license -> {
                    queries.add(sql.deleteFrom(REFUSED_LICENSE)
                            .where(REFUSED_LICENSE
                                    .PRODUCT_INSTANCE_ID
                                    .eq(device)
                                    .and(REFUSED_LICENSE.LICENSE_ID.eq(license))));
                    queries.add(close(ALERT.OPEN_KEY.eq(key(device, license)), now));
                });
        refused.forEach((license, quantity) -> {
            queries.add(sql.insertInto(REFUSED_LICENSE)
                    .set(REFUSED_LICENSE.PRODUCT_INSTANCE_ID, device)
                    .set(REFUSED_LICENSE.LICENSE_ID, license)
                    .set(REFUSED_LICENSE.QUANTITY, quantity)
                    .set(REFUSED_LICENSE.REFUSED_AT, now)
                    .onDuplicateKeyUpdate()
                    .set(REFUSED_LICENSE.QUANTITY, quantity));
            queries.add(sql.insertInto(ALERT)
                    .set(ALERT.SMART_ACCOUNT_ID, account)
                    .set(ALERT.VIRTUAL_ACCOUNT_ID, pool)
                    .set(ALERT.CODE, AlertCode.RESTRICTED_LICENSE_NOT_AVAILABLE.name())
                    .set(
                            ALERT.SEVERITY,
                            AlertCode.RESTRICTED_LICENSE_NOT_AVAILABLE
                                    .severity()
                                    .name())
                    .set(ALERT.LICENSE_ID, license)
                    .set(ALERT.PRODUCT_INSTANCE_ID, device)
                    .set(ALERT.QUANTITY, quantity)
                    .set(ALERT.OPEN_KEY, key(device, license))
                    .set(ALERT.RAISED_AT, now)
                    .onDuplicateKeyIgnore());
        });
        sql.batch(queries).execute();
        Set<LicenseId> newly = new java.util.HashSet<>(refused.keySet());
        newly.removeAll(before.keySet());
        return newly;
    }

    /** These register again, or go. */
    public void clear(Collection<ProductInstanceId> devices) {
        Transactions.requireTransaction();
        if (devices.isEmpty()) {
            return;
        }
        sql.deleteFrom(REFUSED_LICENSE)
                .where(REFUSED_LICENSE.PRODUCT_INSTANCE_ID.in(devices))
                .execute();
        close(
                        ALERT.PRODUCT_INSTANCE_ID
                                .in(devices)
                                .and(ALERT.CODE.eq(AlertCode.RESTRICTED_LICENSE_NOT_AVAILABLE.name()))
                                .and(ALERT.CLEARED_AT.isNull()),
                        clock.instant())
                .execute();
    }

    private Query close(Condition which, Instant now) {
        return sql.update(ALERT)
                .setNull(ALERT.OPEN_KEY)
                .set(ALERT.CLEARED_AT, now)
                .where(which);
    }

    private static String key(ProductInstanceId device, LicenseId license) {
        return AlertCode.RESTRICTED_LICENSE_NOT_AVAILABLE + ":" + device + ":" + license;
    }
}
