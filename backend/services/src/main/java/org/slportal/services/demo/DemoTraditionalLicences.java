package org.slportal.services.demo;

import static org.slportal.db.jooq.Tables.DEVICE_REFRESH;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.TraditionalLineId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.DeviceLicenseSource;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.conversion.PakLineSource;
import org.springframework.stereotype.Component;

/** The demo's traditional licences: something to try on every road to a smart one. */
@Component
class DemoTraditionalLicences {

    /** Issued and claimed by nobody: typing one of these numbers under License Registration claims it. */
    static final List<String> UNCLAIMED = List.of("7011K3M9Q2T", "7011K3M9Q3U", "7011K3M9Q4V", "7011K3M9Q5W");

    private static final Duration LONG_AGO = Duration.ofDays(12);
    private static final Duration LAST_REFRESH = Duration.ofMinutes(20);

    private final DSLContext sql;
    private final InstantSource clock;
    private final PakLineSource pakLines;
    private final DeviceLicenseSource deviceLicences;
    private final ConversionService conversions;

    DemoTraditionalLicences(
            DSLContext sql,
            InstantSource clock,
            PakLineSource pakLines,
            DeviceLicenseSource deviceLicences,
            ConversionService conversions) {
        this.sql = sql;
        this.clock = clock;
        this.pakLines = pakLines;
        this.deviceLicences = deviceLicences;
        this.conversions = conversions;
    }

    private record Line(String sku, int ordered, @Nullable LocalDate termEnds) {

        static Line of(String sku, int ordered) {
            return new Line(sku, ordered, null);
        }
    }

    void paks(SmartAccountId account, VirtualAccountId lan, VirtualAccountId wan, VirtualAccountId lab) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        pak(
                account,
                lan,
                "3901J6F2C1A",
                "90331274",
                LocalDate.of(2018, 5, 7),
                Line.of("C9300-NW-A-24", 500),
                new Line("C9300-DNA-A-24-3Y", 50, today.plusYears(2)));
        pak(
                account,
                lan,
                "3901J7A90KQ",
                "90340011",
                LocalDate.of(2018, 9, 14),
                Line.of("C9500-NW-A", 8),
                new Line("C9500-DNA-40X-A-3Y", 8, today.plusYears(1)));
        pak(
                account,
                wan,
                "4102KD81XZ3",
                "90352218",
                LocalDate.of(2019, 1, 22),
                Line.of("SLASR1-AIS", 4),
                Line.of("FLSA1-1X-2.5-10G", 1),
                Line.of("ASR1_MFGINSTALL", 1));
        pak(
                account,
                wan,
                "4102KD82B0M",
                "90352219",
                LocalDate.of(2019, 2, 3),
                Line.of("L-CSR-5G-SEC=", 1),
                Line.of("L-CSR-DEMO-60D", 2));
        pak(account, lan, "4377PT0R5W2", "90352301", LocalDate.of(2019, 3, 29), Line.of("C1-ISE-PLS-T", 25));
        pak(
                account,
                lab,
                "4401ZZ19AB7",
                "90360077",
                LocalDate.of(2019, 4, 17),
                Line.of("SL-4330-SEC-K9", 5),
                Line.of("SL-4330-APP-K9", 5));
        pak(account, lab, "4401ZZ20CD8", "90360078", LocalDate.of(2019, 4, 17), Line.of("NXOS-AD-XF2", 1));
        pak(
                account,
                null,
                "5500AA01EE9",
                "90371150",
                LocalDate.of(2019, 6, 2),
                Line.of("C9400-NW-A", 4),
                new Line("C9400-DNA-A-3Y", 2, LocalDate.of(2022, 6, 1)));
        String[] skus = {"C9300-NW-E-24", "C9300-NW-A-48", "C9200L-NW-E-48", "SL-44-SEC-K9", "L-CSR-1G-AX="};
        for (int i = 0; i < 40; i++) {
            pak(
                    account,
                    i % 2 == 0 ? lan : wan,
                    "60%02dQX7B%02dT".formatted(i, (i * 37) % 100),
                    Integer.toString(90400000 + i * 13),
                    LocalDate.of(2019, 7, 1).plusDays(i * 5L),
                    Line.of(skus[i % skus.length], 1 + i % 7));
        }
        String[] unclaimed = {"C9300-NW-A-48", "SLASR1-AES", "C9500-NW-A", "L-CSR-1G-SEC="};
        for (int i = 0; i < UNCLAIMED.size(); i++) {
            pak(
                    null,
                    null,
                    UNCLAIMED.get(i),
                    Integer.toString(90511000 + i * 7),
                    LocalDate.of(2019, 11, 4).plusDays(i),
                    Line.of(unclaimed[i], 4 + 2 * i));
        }
    }

    private void pak(
            @Nullable SmartAccountId account,
            @Nullable VirtualAccountId pool,
            String number,
            String orderNumber,
            LocalDate orderDate,
            Line... lines) {
        PakId pak = sql.insertInto(PAK)
                .set(PAK.SMART_ACCOUNT_ID, account)
                .set(PAK.VIRTUAL_ACCOUNT_ID, pool)
                .set(PAK.PAK_NUMBER, number)
                .set(
                        PAK.FAMILY,
                        sql.select(SKU.FAMILY)
                                .from(SKU)
                                .where(SKU.CODE.eq(lines[0].sku()))
                                .fetchSingle(SKU.FAMILY))
                .set(PAK.ORDER_NUMBER, orderNumber)
                .set(PAK.ORDER_DATE, orderDate)
                .set(PAK.AVAILABLE, 0)
                .set(PAK.CREATED_AT, clock.instant())
                .returning(PAK.PAK_ID)
                .fetchSingle()
                .getPakId();
        List<Query> inserts = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            inserts.add(sql.insertInto(PAK_LINE)
                    .set(PAK_LINE.PAK_ID, pak)
                    .set(PAK_LINE.LINE_NUMBER, i + 1)
                    .set(PAK_LINE.SKU_ID, sku(lines[i].sku()))
                    .set(PAK_LINE.ORDERED, lines[i].ordered())
                    .set(PAK_LINE.TERM_ENDS, lines[i].termEnds()));
        }
        sql.batch(inserts).execute();
        pakLines.summarize(List.of(pak));
    }

    void devices(SmartAccountId account, VirtualAccountId lan, VirtualAccountId wan) {
        Instant now = clock.instant();
        Instant longAgo = now.minus(LONG_AGO);
        // A stack of three with right-to-use levels, its active switch with access points besides.
        LegacyDeviceId active = device(account, lan, "C3850", "WS-C3850-24P-S", "FOC1833X0AB", longAgo, null);
        rightToUse(active, "WS-C3850-24P-S", 1);
        rightToUse(active, "LIC-CTIOS-1A", 25);
        rightToUse(
                device(account, lan, "C3850", "WS-C3850-24P-S", "FOC1833X0AC", longAgo, active), "WS-C3850-24P-S", 1);
        rightToUse(
                device(account, lan, "C3850", "WS-C3850-48P-S", "FOC1907V2QD", longAgo, active), "WS-C3850-48P-S", 1);
        rightToUse(device(account, lan, "C3850", "WS-C3850-48P-E", "FOC1907V2QE", longAgo, null), "WS-C3850-48P-E", 1);
        rightToUse(device(account, wan, "C3650", "WS-C3650-24P-L", "FDO1942Q11Z", longAgo, null), "C3650-24-L-S", 1);
        // Routers on which licences of PAKs were installed.
        install(
                device(account, wan, "CSR1000V", "CSR1000V", "9NZ7O74FICQ", longAgo, null),
                "4102KD82B0M",
                "L-CSR-5G-SEC=",
                1);
        LegacyDeviceId router = device(account, wan, "ISR4300", "ISR4331/K9", "FDO2210A0RT", longAgo, null);
        install(router, "4401ZZ19AB7", "SL-4330-SEC-K9", 1);
        install(router, "4401ZZ19AB7", "SL-4330-APP-K9", 1);
        // Assigned after the last refresh: the list of convertible devices does not show it yet, the wizard finds it.
        rightToUse(device(account, lan, "C3650", "WS-C3650-48P-S", "FDO2011Q2AA", now, null), "WS-C3650-48P-S", 1);
        // In no Virtual Account yet.
        rightToUse(device(account, null, "C3850", "WS-C3850-24P-E", "FOC2011X9ZZ", now, null), "WS-C3850-24P-E", 1);
        sql.insertInto(DEVICE_REFRESH)
                .set(DEVICE_REFRESH.SMART_ACCOUNT_ID, account)
                .set(DEVICE_REFRESH.REFRESHED_AT, now.minus(LAST_REFRESH))
                .execute();
    }

    private LegacyDeviceId device(
            SmartAccountId account,
            @Nullable VirtualAccountId pool,
            String platform,
            String pid,
            String serialNumber,
            Instant since,
            @Nullable LegacyDeviceId stack) {
        return sql.insertInto(LEGACY_DEVICE)
                .set(LEGACY_DEVICE.SMART_ACCOUNT_ID, account)
                .set(LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID, pool)
                .set(LEGACY_DEVICE.ASSIGNED_AT, pool == null ? null : since)
                .set(
                        LEGACY_DEVICE.PLATFORM_ID,
                        sql.select(PLATFORM.PLATFORM_ID)
                                .from(PLATFORM)
                                .where(PLATFORM.NAME.eq(platform))
                                .fetchSingle(PLATFORM.PLATFORM_ID))
                .set(LEGACY_DEVICE.UDI_PID, pid)
                .set(LEGACY_DEVICE.UDI_SERIAL_NUMBER, serialNumber)
                .set(LEGACY_DEVICE.STACK_LEGACY_DEVICE_ID, stack)
                .set(LEGACY_DEVICE.CREATED_AT, since)
                .returning(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .fetchSingle()
                .getLegacyDeviceId();
    }

    private void rightToUse(LegacyDeviceId device, String sku, int quantity) {
        license(device, sku, "RTU", null, quantity);
    }

    private void install(LegacyDeviceId device, String pakNumber, String sku, int quantity) {
        var line = sql.select(PAK_LINE.PAK_LINE_ID, PAK_LINE.PAK_ID)
                .from(PAK_LINE)
                .join(PAK)
                .on(PAK.PAK_ID.eq(PAK_LINE.PAK_ID))
                .where(PAK.PAK_NUMBER.eq(pakNumber).and(PAK_LINE.SKU_ID.eq(sku(sku))))
                .fetchSingle();
        sql.update(PAK_LINE)
                .set(PAK_LINE.FULFILLED, PAK_LINE.FULFILLED.plus(quantity))
                .where(PAK_LINE.PAK_LINE_ID.eq(line.value1()))
                .execute();
        pakLines.summarize(List.of(line.value2()));
        license(device, sku, "PAK", line.value1(), quantity);
    }

    private void license(LegacyDeviceId device, String sku, String form, @Nullable PakLineId line, int quantity) {
        sql.insertInto(LEGACY_LICENSE)
                .set(LEGACY_LICENSE.LEGACY_DEVICE_ID, device)
                .set(LEGACY_LICENSE.SKU_ID, sku(sku))
                .set(LEGACY_LICENSE.LICENSE_FORM, form)
                .set(LEGACY_LICENSE.PAK_LINE_ID, line)
                .set(LEGACY_LICENSE.QUANTITY, quantity)
                .execute();
        deviceLicences.summarize(List.of(device));
    }

    /** A few conversions already done, so that history and records have something to show. */
    void conversions(Actor actor, SmartAccountId account) {
        List<PakId> paks = sql.select(PAK.PAK_ID)
                .from(PAK)
                .where(PAK.SMART_ACCOUNT_ID.eq(account).and(PAK.PAK_NUMBER.like("600%")))
                .orderBy(PAK.PAK_NUMBER)
                .limit(3)
                .fetch(PAK.PAK_ID);
        for (PakId pak : paks) {
            VirtualAccountId pool = sql.select(PAK.VIRTUAL_ACCOUNT_ID)
                    .from(PAK)
                    .where(PAK.PAK_ID.eq(pak))
                    .fetchSingle(PAK.VIRTUAL_ACCOUNT_ID);
            List<LineQuantity> lines = sql.select(PAK_LINE.PAK_LINE_ID, PAK_LINE.ORDERED)
                    .from(PAK_LINE)
                    .where(PAK_LINE.PAK_ID.eq(pak))
                    .fetch(row -> new LineQuantity((TraditionalLineId) row.value1(), row.value2()));
            conversions.convert(actor, new ConvertLines("demo PAK " + pak, account, pool, lines));
        }
    }

    private SkuId sku(String code) {
        return sql.select(SKU.SKU_ID).from(SKU).where(SKU.CODE.eq(code)).fetchSingle(SKU.SKU_ID);
    }
}
