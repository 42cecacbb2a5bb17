package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.springframework.stereotype.Component;

/** The traditional licences of devices: rights to use, and what was installed from a PAK. */
@Component
public class DeviceLicenseSource implements LineSource {

    private final DSLContext sql;

    DeviceLicenseSource(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void lock(SmartAccountId account, Collection<TraditionalLineId> lines) {
        sql.select(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .from(LEGACY_DEVICE)
                .where(LEGACY_DEVICE
                        .SMART_ACCOUNT_ID
                        .eq(account)
                        .and(LEGACY_DEVICE.LEGACY_DEVICE_ID.in(DSL.select(LEGACY_LICENSE.LEGACY_DEVICE_ID)
                                .from(LEGACY_LICENSE)
                                .where(LEGACY_LICENSE.LEGACY_LICENSE_ID.in(ids(lines))))))
                .orderBy(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .forUpdate()
                .fetch();
    }

    @Override
    public List<TraditionalLine> read(SmartAccountId account, Collection<TraditionalLineId> lines) {
        return read(LEGACY_LICENSE.LEGACY_LICENSE_ID.in(ids(lines)).and(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account)));
    }

    /** In order of device and licence. */
    List<TraditionalLine> read(Condition condition) {
        Map<LegacyDeviceId, Integer> numbers = new HashMap<>();
        return sql.select()
                .from(LEGACY_LICENSE)
                .join(LEGACY_DEVICE)
                .on(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(LEGACY_LICENSE.LEGACY_DEVICE_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(LEGACY_LICENSE.SKU_ID))
                .leftJoin(LICENSE)
                .on(LICENSE.LICENSE_ID.eq(SKU.LICENSE_ID))
                .where(condition)
                .orderBy(LEGACY_LICENSE.LEGACY_DEVICE_ID, LEGACY_LICENSE.LEGACY_LICENSE_ID)
                .fetch(row -> new TraditionalLine(
                        row.get(LEGACY_LICENSE.LEGACY_LICENSE_ID),
                        row.get(LEGACY_LICENSE.LEGACY_DEVICE_ID).value(),
                        new Udi(row.get(LEGACY_DEVICE.UDI_PID), row.get(LEGACY_DEVICE.UDI_SERIAL_NUMBER)).asCli(),
                        numbers.merge(row.get(LEGACY_LICENSE.LEGACY_DEVICE_ID), 1, Integer::sum),
                        row.get(LEGACY_LICENSE.SKU_ID),
                        row.get(SKU.CODE),
                        row.get(SKU.DESCRIPTION),
                        row.get(SKU.LICENSE_ID),
                        row.get(LICENSE.NAME),
                        row.get(SKU.LICENSE_QUANTITY),
                        row.get(SKU.LICENSE_TERM),
                        row.get(LEGACY_LICENSE.TERM_ENDS),
                        row.get(SKU.PARTIAL_ALLOWED),
                        row.get(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID),
                        row.get(LEGACY_LICENSE.QUANTITY),
                        0,
                        row.get(LEGACY_LICENSE.CONVERTED)));
    }

    @Override
    public void take(Map<TraditionalLineId, Integer> units) {
        List<Query> updates = new ArrayList<>();
        units.forEach((line, quantity) -> updates.add(sql.update(LEGACY_LICENSE)
                .set(LEGACY_LICENSE.CONVERTED, LEGACY_LICENSE.CONVERTED.plus(quantity))
                .where(LEGACY_LICENSE.LEGACY_LICENSE_ID.eq((LegacyLicenseId) line))));
        sql.batch(updates).execute();
        summarize(sql.selectDistinct(LEGACY_LICENSE.LEGACY_DEVICE_ID)
                .from(LEGACY_LICENSE)
                .where(LEGACY_LICENSE.LEGACY_LICENSE_ID.in(ids(units.keySet())))
                .fetch(LEGACY_LICENSE.LEGACY_DEVICE_ID));
    }

    /** What the devices hold and what of it is left, from their licences. */
    public void summarize(Collection<LegacyDeviceId> devices) {
        Map<LegacyDeviceId, Query> updates = new LinkedHashMap<>();
        // Also the device whose last licence was taken away.
        devices.forEach(device -> updates.put(device, update(device, 0, 0)));
        sql.select(LEGACY_LICENSE.LEGACY_DEVICE_ID, DSL.sum(LEGACY_LICENSE.QUANTITY), DSL.sum(LEGACY_LICENSE.CONVERTED))
                .from(LEGACY_LICENSE)
                .where(LEGACY_LICENSE.LEGACY_DEVICE_ID.in(devices))
                .groupBy(LEGACY_LICENSE.LEGACY_DEVICE_ID)
                .forEach(row -> updates.put(
                        row.value1(),
                        update(
                                row.value1(),
                                row.value2().intValueExact(),
                                row.value2().subtract(row.value3()).intValueExact())));
        sql.batch(updates.values()).execute();
    }

    private Query update(LegacyDeviceId device, int held, int available) {
        return sql.update(LEGACY_DEVICE)
                .set(LEGACY_DEVICE.HELD, held)
                .set(LEGACY_DEVICE.AVAILABLE, available)
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(device));
    }

    private static List<LegacyLicenseId> ids(Collection<TraditionalLineId> lines) {
        return lines.stream().map(LegacyLicenseId.class::cast).toList();
    }
}
