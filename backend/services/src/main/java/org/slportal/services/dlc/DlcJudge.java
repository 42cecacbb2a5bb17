package org.slportal.services.dlc;

import static org.slportal.db.jooq.Tables.CONVERSION_SETTING;
import static org.slportal.db.jooq.Tables.CONVERSION_SETTING_POOL;
import static org.slportal.db.jooq.Tables.LEGACY_DEVICE;
import static org.slportal.db.jooq.Tables.LEGACY_LICENSE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE_MEMBER;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.DlcCandidate;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.SkuId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.dlc.DlcCatalogue.Name;
import org.springframework.stereotype.Component;

/** Collects everything the policies ask about, for many devices in a few queries. */
@Component
class DlcJudge {

    private static final String ALL = "ALL";
    private static final String SELECTED = "SELECTED";

    private final DSLContext sql;
    private final DlcCatalogue catalogue;

    DlcJudge(DSLContext sql, DlcCatalogue catalogue) {
        this.sql = sql;
        this.catalogue = catalogue;
    }

    /** Devices of this account that already gave licences, and those that are not to be touched from here. */
    private record Known(Set<Udi> converted, Set<Udi> elsewhere) {}

    /**
     * In the order of the reports.
     *
     * @param rights of the person who reports; null for a device
     */
    List<DlcVerdict> judge(
            SmartAccountId account, VirtualAccountId pool, List<DlcReport> reports, @Nullable Actor rights) {
        DlcCatalogue.Extract known =
                catalogue.of(reports.stream().map(DlcReport::softwareId).toList());
        List<String> serials =
                reports.stream().map(report -> report.udi().serialNumber()).toList();
        Known devices = devices(account, serials, rights);
        boolean enabled = isEnabled(account, pool);
        String name = sql.select(VIRTUAL_ACCOUNT.NAME)
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool))
                .fetchSingle(VIRTUAL_ACCOUNT.NAME);
        return reports.stream()
                .map(report -> verdict(report, known, devices, enabled, name))
                .toList();
    }

    private static DlcVerdict verdict(
            DlcReport report, DlcCatalogue.Extract known, Known devices, boolean enabled, String pool) {
        DlcCatalogue.Model model = known.model(report.softwareId(), report.udi().pid());
        List<@Nullable SkuId> skus = new ArrayList<>();
        Map<SkuId, DlcVerdict.Units> units = new LinkedHashMap<>();
        Map<Object, DlcCandidate.Item> items = new LinkedHashMap<>();
        for (DlcReportLine line : report.lines()) {
            Name found = model == null ? null : known.name(model, report.udi().pid(), line);
            skus.add(found == null ? null : found.sku());
            if (line.count() == 0) {
                continue;
            }
            String name = line.name();
            items.merge(
                    found == null ? name : found.sku(),
                    new DlcCandidate.Item(
                            name, line.count(), found == null || !found.hasEquivalent() ? null : found.most()),
                    (a, b) -> new DlcCandidate.Item(a.name(), a.count() + b.count(), a.most()));
            if (found != null) {
                // 100 lines of a million each still fit.
                units.merge(
                        found.sku(),
                        new DlcVerdict.Units(found.form(), line.count()),
                        (a, b) -> new DlcVerdict.Units(a.form(), a.count() + b.count()));
            }
        }
        DlcCandidate candidate = new DlcCandidate(
                report.udi(),
                report.softwareId(),
                pool,
                known.hasSoftware(report.softwareId()),
                model != null,
                model != null && model.dlcSupported(),
                devices.elsewhere().contains(report.udi()),
                devices.converted().contains(report.udi()),
                enabled,
                List.copyOf(items.values()));
        return new DlcVerdict(candidate, model == null ? null : model.platform(), skus, units);
    }

    private Known devices(SmartAccountId account, List<String> serials, @Nullable Actor rights) {
        Known known = new Known(new HashSet<>(), new HashSet<>());
        sql.select(
                        LEGACY_DEVICE.UDI_PID,
                        LEGACY_DEVICE.UDI_SERIAL_NUMBER,
                        LEGACY_DEVICE.SMART_ACCOUNT_ID,
                        LEGACY_DEVICE.VIRTUAL_ACCOUNT_ID,
                        DSL.coalesce(DSL.sum(LEGACY_LICENSE.CONVERTED), DSL.inline(0)))
                .from(LEGACY_DEVICE)
                .leftJoin(LEGACY_LICENSE)
                .on(LEGACY_LICENSE.LEGACY_DEVICE_ID.eq(LEGACY_DEVICE.LEGACY_DEVICE_ID))
                .where(LEGACY_DEVICE.UDI_SERIAL_NUMBER.in(serials))
                .groupBy(LEGACY_DEVICE.LEGACY_DEVICE_ID)
                .forEach(row -> {
                    Udi udi = new Udi(row.value1(), row.value2());
                    VirtualAccountId assigned = row.value4();
                    boolean foreign = !row.value3().equals(account);
                    boolean withoutRights = rights != null
                            && assigned != null
                            && !rights.may(Permission.MANAGE_LICENSES, account, assigned);
                    if (foreign || withoutRights) {
                        known.elsewhere().add(udi);
                    } else if (row.value5().signum() > 0) {
                        known.converted().add(udi);
                    }
                });
        sql.select(PRODUCT_INSTANCE.UDI_PID, PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)
                .from(PRODUCT_INSTANCE)
                .where(PRODUCT_INSTANCE
                        .UDI_SERIAL_NUMBER
                        .in(serials)
                        .and(PRODUCT_INSTANCE.SMART_ACCOUNT_ID.ne(account)))
                .union(DSL.select(PRODUCT_INSTANCE_MEMBER.UDI_PID, PRODUCT_INSTANCE_MEMBER.UDI_SERIAL_NUMBER)
                        .from(PRODUCT_INSTANCE_MEMBER)
                        .join(PRODUCT_INSTANCE)
                        .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(PRODUCT_INSTANCE_MEMBER.PRODUCT_INSTANCE_ID))
                        .where(PRODUCT_INSTANCE_MEMBER
                                .UDI_SERIAL_NUMBER
                                .in(serials)
                                .and(PRODUCT_INSTANCE.SMART_ACCOUNT_ID.ne(account))))
                .forEach(row -> known.elsewhere().add(new Udi(row.value1(), row.value2())));
        return known;
    }

    /** An account that never set anything accepts it everywhere. */
    private boolean isEnabled(SmartAccountId account, VirtualAccountId pool) {
        String mode = sql.select(CONVERSION_SETTING.DLC_MODE)
                .from(CONVERSION_SETTING)
                .where(CONVERSION_SETTING.SMART_ACCOUNT_ID.eq(account))
                .fetchOptional(CONVERSION_SETTING.DLC_MODE)
                .orElse(ALL);
        return mode.equals(ALL)
                || (mode.equals(SELECTED)
                        && sql.fetchExists(
                                CONVERSION_SETTING_POOL,
                                CONVERSION_SETTING_POOL
                                        .SMART_ACCOUNT_ID
                                        .eq(account)
                                        .and(CONVERSION_SETTING_POOL.VIRTUAL_ACCOUNT_ID.eq(pool))));
    }
}
