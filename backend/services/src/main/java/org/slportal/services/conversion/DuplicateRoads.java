package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK_LINE;

import java.util.Collection;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.services.access.Actor;
import org.slportal.services.alert.DuplicateAlerts;
import org.springframework.stereotype.Component;

/**
 * Finds one right that was counted twice and came over both roads: a licence recorded on a device without a PAK, while the PAK the
 * device was fulfilled from gave the same SKU too, through the device or directly; and one serial number recorded under two product
 * ids. Counters cannot tell: each line gave only what it had. Somebody must look, so it is an alert and no refusal.
 */
@Component
class DuplicateRoads {

    private final DSLContext sql;
    private final DuplicateAlerts alerts;

    DuplicateRoads(DSLContext sql, DuplicateAlerts alerts) {
        this.sql = sql;
        this.alerts = alerts;
    }

    /** After the counters have moved. @param lines converted just now, all of PAKs or all of devices */
    void tell(Actor actor, NewConversion asked, Collection<TraditionalLineId> lines) {
        boolean ofPaks = lines.iterator().next() instanceof PakLineId;
        var hand = LEGACY_LICENSE.as("hand");
        var other = LEGACY_LICENSE.as("other");
        var fulfilled = PAK_LINE.as("fulfilled");
        var direct = PAK_LINE.as("direct");
        Condition throughTheDevice = DSL.exists(DSL.selectOne()
                .from(other)
                .where(other.LEGACY_DEVICE_ID
                        .eq(hand.LEGACY_DEVICE_ID)
                        .and(other.SKU_ID.eq(hand.SKU_ID))
                        .and(other.PAK_LINE_ID.isNotNull())
                        .and(other.CONVERTED.gt(0))));
        Condition directly = DSL.exists(DSL.selectOne()
                .from(other)
                .join(fulfilled)
                .on(fulfilled.PAK_LINE_ID.eq(other.PAK_LINE_ID))
                .join(direct)
                .on(direct.PAK_ID.eq(fulfilled.PAK_ID))
                .where(other.LEGACY_DEVICE_ID
                        .eq(hand.LEGACY_DEVICE_ID)
                        .and(direct.SKU_ID.eq(hand.SKU_ID))
                        .and(direct.CONVERTED.gt(0))));
        var twin = LEGACY_DEVICE.as("twin");
        Condition underAnotherProductId = DSL.exists(DSL.selectOne()
                .from(twin)
                .join(other)
                .on(other.LEGACY_DEVICE_ID.eq(twin.LEGACY_DEVICE_ID))
                .where(twin.UDI_SERIAL_NUMBER
                        .eq(LEGACY_DEVICE.UDI_SERIAL_NUMBER)
                        .and(twin.LEGACY_DEVICE_ID.ne(LEGACY_DEVICE.LEGACY_DEVICE_ID))
                        .and(twin.SMART_ACCOUNT_ID.eq(asked.account()))
                        .and(other.CONVERTED.gt(0))));
        sql.selectDistinct(LEGACY_DEVICE.UDI_PID, LEGACY_DEVICE.UDI_SERIAL_NUMBER)
                .from(hand)
                .join(LEGACY_DEVICE)
                .on(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(hand.LEGACY_DEVICE_ID))
                .where(hand.LEGACY_DEVICE_ID
                        .in(ofPaks ? fulfilledFrom(lines) : holding(lines))
                        .and(hand.PAK_LINE_ID.isNull())
                        .and(hand.CONVERTED.gt(0))
                        .and(hand.SKU_ID.in(ofPaks ? skusOfPaks(lines) : skusOfDevices(lines)))
                        .and(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(asked.account()))
                        .and(throughTheDevice.or(directly).or(underAnotherProductId)))
                .fetch(row -> new Udi(row.value1(), row.value2()).asCli())
                .forEach(udi -> alerts.raise(actor, asked.account(), asked.target(), udi));
    }

    /** Devices something of these lines' PAKs was installed on. */
    private static Select<Record1<LegacyDeviceId>> fulfilledFrom(Collection<TraditionalLineId> lines) {
        var named = PAK_LINE.as("named");
        return DSL.select(LEGACY_LICENSE.LEGACY_DEVICE_ID)
                .from(named)
                .join(PAK_LINE)
                .on(PAK_LINE.PAK_ID.eq(named.PAK_ID))
                .join(LEGACY_LICENSE)
                .on(LEGACY_LICENSE.PAK_LINE_ID.eq(PAK_LINE.PAK_LINE_ID))
                .where(named.PAK_LINE_ID.in(
                        lines.stream().map(PakLineId.class::cast).toList()));
    }

    private static Select<Record1<LegacyDeviceId>> holding(Collection<TraditionalLineId> lines) {
        return DSL.select(LEGACY_LICENSE.LEGACY_DEVICE_ID)
                .from(LEGACY_LICENSE)
                .where(LEGACY_LICENSE.LEGACY_LICENSE_ID.in(
                        lines.stream().map(LegacyLicenseId.class::cast).toList()));
    }

    private static Select<Record1<SkuId>> skusOfPaks(Collection<TraditionalLineId> lines) {
        return DSL.select(PAK_LINE.SKU_ID)
                .from(PAK_LINE)
                .where(PAK_LINE.PAK_LINE_ID.in(
                        lines.stream().map(PakLineId.class::cast).toList()));
    }

    private static Select<Record1<SkuId>> skusOfDevices(Collection<TraditionalLineId> lines) {
        return DSL.select(LEGACY_LICENSE.SKU_ID)
                .from(LEGACY_LICENSE)
                .where(LEGACY_LICENSE.LEGACY_LICENSE_ID.in(
                        lines.stream().map(LegacyLicenseId.class::cast).toList()));
    }
}
