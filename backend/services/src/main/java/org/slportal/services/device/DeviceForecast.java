package org.slportal.services.device;

import static org.slportal.db.jooq.Tables.CONSUMPTION;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PRODUCT_INSTANCE;
import static org.slportal.db.jooq.Tables.VIRTUAL_ACCOUNT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slportal.domain.compliance.Compliance;
import org.slportal.domain.compliance.PoolDemand;
import org.slportal.domain.compliance.PoolFigures;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.catalogue.HierarchySource;
import org.springframework.stereotype.Component;

/** What becomes of a Virtual Account's pools when devices come or go, by the arithmetic that rebalances them. Reads only. */
@Component
class DeviceForecast {

    private static final int MAX_DEVICES_NAMED = 20;

    private final DSLContext sql;
    private final HierarchySource hierarchy;

    DeviceForecast(DSLContext sql, HierarchySource hierarchy) {
        this.sql = sql;
        this.hierarchy = hierarchy;
    }

    /** What these devices use together. */
    Map<LicenseId, Integer> use(Collection<ProductInstanceId> devices) {
        Map<LicenseId, Integer> use = new HashMap<>();
        sql.select(CONSUMPTION.LICENSE_ID, CONSUMPTION.QUANTITY)
                .from(CONSUMPTION)
                .where(CONSUMPTION.PRODUCT_INSTANCE_ID.in(devices))
                .forEach(row -> use.merge(row.value1(), row.value2(), Integer::sum));
        return use;
    }

    /** @param coming devices of other Virtual Accounts @param leaving devices of this one */
    PoolOutlook of(VirtualAccountId pool, Collection<ProductInstanceId> coming, Collection<ProductInstanceId> leaving) {
        Map<LicenseId, Integer> change = new HashMap<>(use(coming));
        use(leaving).forEach((license, quantity) -> change.merge(license, -quantity, Integer::sum));
        Map<LicenseId, String> names = hierarchy.names();
        Map<LicenseId, PoolDemand> now = demands(pool, names);
        Map<LicenseId, PoolDemand> then = new HashMap<>(now);
        change.forEach((license, quantity) -> {
            PoolDemand old = now.get(license);
            then.put(
                    license,
                    old == null
                            ? new PoolDemand(license, names.getOrDefault(license, ""), 0, 0, quantity)
                            : new PoolDemand(license, old.name(), old.owned(), old.reserved(), old.inUse() + quantity));
        });
        Compliance before = Compliance.of(List.copyOf(now.values()), hierarchy.hierarchy());
        Compliance after = Compliance.of(List.copyOf(then.values()), hierarchy.hierarchy());
        Set<LicenseId> shortNow = shortOf(before);
        Set<LicenseId> shortThen = shortOf(after);
        Set<LicenseId> falling = new HashSet<>(shortThen);
        falling.removeAll(shortNow);
        Set<LicenseId> mended = new HashSet<>(shortNow);
        mended.removeAll(shortThen);
        return new PoolOutlook(
                pool,
                nameOf(pool),
                changes(names, before, after),
                users(pool, falling, coming, leaving),
                users(pool, mended, List.of(), leaving));
    }

    private static List<FigureChange> changes(Map<LicenseId, String> names, Compliance before, Compliance after) {
        List<FigureChange> changes = new ArrayList<>();
        after.figures().forEach((license, figures) -> {
            PoolFigures old = before.figures().getOrDefault(license, new PoolFigures(license, 0, 0, 0, 0, 0));
            if (!figures.equals(old)) {
                changes.add(new FigureChange(
                        names.getOrDefault(license, ""),
                        old.inUse(),
                        figures.inUse(),
                        old.balance(),
                        figures.balance()));
            }
        });
        changes.sort(Comparator.comparing(FigureChange::license));
        return changes;
    }

    private Map<LicenseId, PoolDemand> demands(VirtualAccountId pool, Map<LicenseId, String> names) {
        Map<LicenseId, PoolDemand> demands = new HashMap<>();
        sql.select(LICENSE_POOL.LICENSE_ID, LICENSE_POOL.OWNED, LICENSE_POOL.RESERVED, LICENSE_POOL.IN_USE)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool))
                .forEach(row -> demands.put(
                        row.value1(),
                        new PoolDemand(
                                row.value1(),
                                names.getOrDefault(row.value1(), ""),
                                row.value2(),
                                row.value3(),
                                row.value4())));
        return demands;
    }

    private static Set<LicenseId> shortOf(Compliance compliance) {
        return compliance.figures().values().stream()
                .filter(figures -> !figures.isCompliant())
                .map(PoolFigures::license)
                .collect(Collectors.toSet());
    }

    private List<String> users(
            VirtualAccountId pool,
            Set<LicenseId> licenses,
            Collection<ProductInstanceId> coming,
            Collection<ProductInstanceId> leaving) {
        if (licenses.isEmpty()) {
            return List.of();
        }
        return sql.selectDistinct(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.HOST_NAME,
                        PRODUCT_INSTANCE.UDI_PID,
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)
                .from(CONSUMPTION)
                .join(PRODUCT_INSTANCE)
                .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(CONSUMPTION.PRODUCT_INSTANCE_ID))
                .where(CONSUMPTION
                        .LICENSE_ID
                        .in(licenses)
                        .and(CONSUMPTION.VIRTUAL_ACCOUNT_ID.eq(pool).or(CONSUMPTION.PRODUCT_INSTANCE_ID.in(coming)))
                        .and(CONSUMPTION.PRODUCT_INSTANCE_ID.notIn(leaving)))
                .orderBy(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .limit(MAX_DEVICES_NAMED)
                .fetch(row -> DeviceName.of(row.value2(), row.value3(), row.value4()));
    }

    private String nameOf(VirtualAccountId pool) {
        return sql.select(VIRTUAL_ACCOUNT.NAME)
                .from(VIRTUAL_ACCOUNT)
                .where(VIRTUAL_ACCOUNT.VIRTUAL_ACCOUNT_ID.eq(pool))
                .fetchSingle(VIRTUAL_ACCOUNT.NAME);
    }
}
