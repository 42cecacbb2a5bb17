package org.slportal.services.registration;

import static org.slportal.db.jooq.Tables.DEVICE_LICENSE_NAME;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;
import org.slportal.domain.fulfilment.FulfillableLine;
import org.slportal.domain.fulfilment.FulfilmentDevice;
import org.slportal.domain.fulfilment.ModelFit;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.PlatformId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.domain.license.LicenseTerm;
import org.springframework.stereotype.Component;

/** Reads what the fulfilment policies ask about. */
@Component
class FulfilmentFacts {

    private static final String PAK_FORM = "PAK";

    private final DSLContext sql;

    FulfilmentFacts(DSLContext sql) {
        this.sql = sql;
    }

    record Device(
            LegacyDeviceId id,
            Udi udi,
            @Nullable VirtualAccountId pool,
            PlatformId platform,
            String family,
            boolean takesLicenseFiles) {}

    /**
     * A PAK line, and what the catalogue says of its SKU on the device.
     *
     * @param room how many of the SKU the device can still hold
     */
    record Line(
            PakLineId id,
            PakId pak,
            String pakNumber,
            @Nullable VirtualAccountId pool,
            int number,
            SkuId skuId,
            String sku,
            String family,
            boolean rightToUse,
            LicenseTerm term,
            @Nullable LocalDate termEnds,
            int available,
            ModelFit fit,
            int room) {

        FulfillableLine fulfillable() {
            return new FulfillableLine(pool != null, available, family, rightToUse, term, termEnds);
        }

        /** @param taken of the room, by other lines of the same request */
        FulfilmentDevice on(Device device, int taken) {
            return new FulfilmentDevice(
                    device.pool() != null,
                    device.udi().pid(),
                    device.family(),
                    device.takesLicenseFiles(),
                    fit,
                    room == Integer.MAX_VALUE ? room : Math.max(0, room - taken));
        }
    }

    Optional<Device> device(SmartAccountId account, LegacyDeviceId device) {
        return sql.select(
                        LEGACY_DEVICE.LEGACY_DEVICE_ID,
                        LEGACY_DEVICE.UDI_PID,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER,
                        LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID,
                        PLATFORM.PLATFORM_ID,
                        PLATFORM.FAMILY,
                        PLATFORM.LEGACY_METHOD)
                .from(LEGACY_DEVICE)
                .join(PLATFORM)
                .on(PLATFORM.PLATFORM_ID.eq(LEGACY_DEVICE.PLATFORM_ID))
                .where(LEGACY_DEVICE.LEGACY_DEVICE_ID.eq(device).and(LEGACY_DEVICE.SMART_ACCOUNT_ID.eq(account)))
                .fetchOptional(row -> new Device(
                        row.value1(),
                        new Udi(row.value2(), row.value3()),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        PAK_FORM.equals(row.value7())));
    }

    /** Those of the lines that are the account's, in order of PAK and number. */
    List<Line> lines(SmartAccountId account, Device device, Collection<PakLineId> lines) {
        Map<SkuId, Capacity> capacities = capacities(device, lines);
        Map<SkuId, Integer> held = held(device);
        return sql.select()
                .from(PAK_LINE)
                .join(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .join(SKU)
                .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                .where(PAK_LINE.PAK_LINE_ID.in(lines).and(PAK.SMART_ACCOUNT_ID.eq(account)))
                .orderBy(PAK_LINE.PAK_ID, PAK_LINE.LINE_NUMBER)
                .fetch(row -> {
                    SkuId sku = row.get(PAK_LINE.SKU_ID);
                    Capacity capacity = capacities.getOrDefault(sku, Capacity.UNLIMITED);
                    return new Line(
                            row.get(PAK_LINE.PAK_LINE_ID),
                            row.get(PAK_LINE.PAK_ID),
                            row.get(PAK.PAK_NUMBER),
                            row.get(PAK.VIRTUAL_ACCOUNT_ID),
                            row.get(PAK_LINE.LINE_NUMBER),
                            sku,
                            row.get(SKU.CODE),
                            row.get(SKU.FAMILY),
                            !PAK_FORM.equals(row.get(SKU.LEGACY_METHOD)),
                            row.get(SKU.LICENSE_TERM),
                            row.get(PAK_LINE.TERM_ENDS),
                            row.get(PAK_LINE.ORDERED) - row.get(PAK_LINE.FULFILLED) - row.get(PAK_LINE.CONVERTED),
                            capacity.fit(),
                            capacity.room(held.getOrDefault(sku, 0)));
                });
    }

    /** @param max how many one chassis holds */
    private record Capacity(ModelFit fit, int max) {

        static final Capacity UNLIMITED = new Capacity(ModelFit.NONE_NAMED, Integer.MAX_VALUE);

        int room(int held) {
            return fit == ModelFit.NAMED ? Math.max(0, max - held) : Integer.MAX_VALUE;
        }

        Capacity or(Capacity other) {
            return other.fit() == ModelFit.NAMED && (fit != ModelFit.NAMED || other.max() > max) ? other : this;
        }
    }

    /** What the catalogue says of the lines' SKUs that are installed as files. */
    private Map<SkuId, Capacity> capacities(Device device, Collection<PakLineId> lines) {
        Map<SkuId, Capacity> capacities = new HashMap<>();
        sql.select(
                        DEVICE_LICENSE_NAME.SKU_ID,
                        DEVICE_LICENSE_NAME.PLATFORM_ID,
                        DEVICE_LICENSE_NAME.PID_PATTERN,
                        DEVICE_LICENSE_NAME.MAX_COUNT)
                .from(DEVICE_LICENSE_NAME)
                .where(DEVICE_LICENSE_NAME
                        .LICENSE_FORM
                        .eq(PAK_FORM)
                        .and(DEVICE_LICENSE_NAME.SKU_ID.in(
                                DSL.select(PAK_LINE.SKU_ID).from(PAK_LINE).where(PAK_LINE.PAK_LINE_ID.in(lines)))))
                .forEach(row -> {
                    boolean named = row.value2().equals(device.platform())
                            && Pattern.matches(row.value3(), device.udi().pid());
                    capacities.merge(
                            row.value1(),
                            new Capacity(named ? ModelFit.NAMED : ModelFit.OTHERS_NAMED, row.value4()),
                            Capacity::or);
                });
        return capacities;
    }

    /** Licences on the device by SKU, from whatever PAK; those that were converted gave their place back. */
    private Map<SkuId, Integer> held(Device device) {
        Map<SkuId, Integer> held = new HashMap<>();
        sql.select(LEGACY_LICENSE.SKU_ID, DSL.sum(LEGACY_LICENSE.QUANTITY.minus(LEGACY_LICENSE.CONVERTED)))
                .from(LEGACY_LICENSE)
                .where(LEGACY_LICENSE.LEGACY_DEVICE_ID.eq(device.id()))
                .groupBy(LEGACY_LICENSE.SKU_ID)
                .forEach(row -> held.put(row.value1(), row.value2().intValue()));
        return held;
    }
}
