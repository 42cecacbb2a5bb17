package org.slportal.services.conversion;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slportal.domain.compliance.Compliance;
import org.slportal.domain.compliance.PoolDemand;
import org.slportal.domain.compliance.PoolFigures;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.catalogue.HierarchySource;
import org.slportal.services.device.DeviceName;
import org.springframework.stereotype.Component;

/** What a Virtual Account's pools would look like with more licences in them, by the arithmetic that rebalances them. */
@Component
public class PoolForecast {

    private static final int MAX_DEVICES_NAMED = 20;

    private final DSLContext sql;
    private final HierarchySource hierarchy;

    PoolForecast(DSLContext sql, HierarchySource hierarchy) {
        this.sql = sql;
        this.hierarchy = hierarchy;
    }

    /** Reads only. @param gain smart licences to come, by licence */
    public ConversionPreview of(VirtualAccountId target, Map<LicenseId, Integer> gain, List<LineRefusal> refusals) {
        Map<LicenseId, String> names = hierarchy.names();
        Map<LicenseId, PoolDemand> now = new HashMap<>();
        sql.select(LICENSE_POOL.LICENSE_ID, LICENSE_POOL.OWNED, LICENSE_POOL.RESERVED, LICENSE_POOL.IN_USE)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(target))
                .forEach(row -> now.put(
                        row.value1(),
                        new PoolDemand(
                                row.value1(),
                                names.getOrDefault(row.value1(), ""),
                                row.value2(),
                                row.value3(),
                                row.value4())));
        Map<LicenseId, PoolDemand> later = new HashMap<>(now);
        gain.forEach((license, quantity) -> later.merge(
                license,
                new PoolDemand(license, names.getOrDefault(license, ""), quantity, 0, 0),
                (old, unused) ->
                        new PoolDemand(license, old.name(), old.owned() + quantity, old.reserved(), old.inUse())));
        Compliance before = Compliance.of(List.copyOf(now.values()), hierarchy.hierarchy());
        Compliance after = Compliance.of(List.copyOf(later.values()), hierarchy.hierarchy());
        List<PoolChange> changes = new ArrayList<>();
        after.figures().forEach((license, figures) -> {
            PoolFigures old = before.figures().getOrDefault(license, new PoolFigures(license, 0, 0, 0, 0, 0));
            if (!figures.equals(old)) {
                changes.add(new PoolChange(
                        names.getOrDefault(license, ""),
                        old.owned(),
                        figures.owned(),
                        old.balance(),
                        figures.balance()));
            }
        });
        changes.sort(Comparator.comparing(PoolChange::license));
        Set<LicenseId> stillShort = shortOf(after);
        Set<LicenseId> mended = shortOf(before);
        mended.removeAll(stillShort);
        return new ConversionPreview(
                refusals,
                changes,
                mended.isEmpty() ? List.of() : devices(target, mended, stillShort),
                stillShort.isEmpty() ? List.of() : devices(target, stillShort, Set.of()));
    }

    private static Set<LicenseId> shortOf(Compliance compliance) {
        return compliance.figures().values().stream()
                .filter(figures -> !figures.isCompliant())
                .map(PoolFigures::license)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Names of the devices that use one of these licences and none of the others. */
    private List<String> devices(VirtualAccountId target, Set<LicenseId> using, Set<LicenseId> notUsing) {
        var other = CONSUMPTION.as("other");
        return sql.selectDistinct(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.HOST_NAME,
                        PRODUCT_INSTANCE.UDI_PID,
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)
                .from(CONSUMPTION)
                .join(PRODUCT_INSTANCE)
                .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(CONSUMPTION.PRODUCT_INSTANCE_ID))
                .where(CONSUMPTION
                        .VIRTUAL_ACCOUNT_ID
                        .eq(target)
                        .and(CONSUMPTION.LICENSE_ID.in(using))
                        .and(DSL.notExists(DSL.selectOne()
                                .from(other)
                                .where(other.PRODUCT_INSTANCE_ID
                                        .eq(CONSUMPTION.PRODUCT_INSTANCE_ID)
                                        .and(other.LICENSE_ID.in(notUsing))))))
                .orderBy(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .limit(MAX_DEVICES_NAMED)
                .fetch(row -> DeviceName.of(row.value2(), row.value3(), row.value4()));
    }
}
