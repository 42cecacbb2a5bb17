package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.ALERT;
import static org.slportal.db.jooq.Tables.EVENT;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.util.List;
import org.jooq.DSLContext;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.testing.TestAccounts;
import org.slportal.services.testing.TestDevice;
import org.springframework.beans.factory.annotation.Autowired;

/** What tests of devices ask the database. */
abstract class DeviceFixture {

    static final String LICENSE = "C9300 Network Advantage";
    static final String DNA = "C9300 DNA Advantage";
    static final String RESTRICTED = "C9K HSEC";

    @Autowired
    TestAccounts accounts;

    @Autowired
    org.slportal.services.testing.TestDevices devices;

    @Autowired
    DSLContext sql;

    ProductInstanceId id(TestDevice device) {
        return sql.select(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PIID.eq(device.piid()))
                .fetchSingle(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID);
    }

    VirtualAccountId poolOf(TestDevice device) {
        return sql.select(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE.PIID.eq(device.piid()))
                .fetchSingle(PRODUCT_INSTANCE.VIRTUAL_ACCOUNT_ID);
    }

    boolean isThere(TestDevice device) {
        return sql.fetchExists(PRODUCT_INSTANCE, PRODUCT_INSTANCE.PIID.eq(device.piid()));
    }

    int inUse(VirtualAccountId pool, String license) {
        Integer inUse = sql.select(LICENSE_POOL.IN_USE)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL
                        .VIRTUAL_ACCOUNT_ID
                        .eq(pool)
                        .and(LICENSE_POOL.LICENSE_ID.eq(accounts.license(license))))
                .fetchOne(LICENSE_POOL.IN_USE);
        return inUse == null ? 0 : inUse;
    }

    int balance(VirtualAccountId pool, String license) {
        return sql.select(LICENSE_POOL.BALANCE)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL
                        .VIRTUAL_ACCOUNT_ID
                        .eq(pool)
                        .and(LICENSE_POOL.LICENSE_ID.eq(accounts.license(license))))
                .fetchSingle(LICENSE_POOL.BALANCE);
    }

    int open(VirtualAccountId pool, AlertCode code) {
        return sql.fetchCount(
                ALERT,
                ALERT.VIRTUAL_ACCOUNT_ID
                        .eq(pool)
                        .and(ALERT.CODE.eq(code.name()))
                        .and(ALERT.CLEARED_AT.isNull()));
    }

    List<String> events(VirtualAccountId pool) {
        return sql.select(EVENT.CODE)
                .from(EVENT)
                .where(EVENT.VIRTUAL_ACCOUNT_ID.eq(pool))
                .orderBy(EVENT.EVENT_ID)
                .fetch(EVENT.CODE);
    }
}
