package org.slportal.services.inventory;

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
import org.jooq.Condition;
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

/** What a Virtual Account's pools and devices would look like with more or fewer licences, by the arithmetic that rebalances them. */
@Component
public class PoolOutlook {

    private static final int DEVICES_NAMED = 5;

    private final DSLContext sql;
    private final HierarchySource hierarchy;

    PoolOutlook(DSLContext sql, HierarchySource hierarchy) {
        this.sql = sql;
        this.hierarchy = hierarchy;
    }

    /** A pool before and after. */
    public record Change(LicenseId license, String name, PoolFigures before, PoolFigures after) {}

    /** Some product instances: how many, and the first by name of the row. */
    public record Devices(int count, List<String> named) {

        static final Devices NONE = new Devices(0, List.of());

        public Devices {
            named = List.copyOf(named);
        }
    }

    /**
     * @param changes pools whose figures differ, by name; also those that lend or borrow differently
     * @param fallingOut devices that are in compliance now and would not be
     * @param comingIn devices that are not and would be
     */
    public record Outlook(List<Change> changes, Devices fallingOut, Devices comingIn) {

        public Outlook {
            changes = List.copyOf(changes);
        }
    }

    /** Reads only; the caller has checked who asks. @param owned signed change of the owned figures */
    public Outlook of(VirtualAccountId pool, Map<LicenseId, Integer> owned) {
        Map<LicenseId, PoolDemand> now = demands(pool);
        Map<LicenseId, PoolDemand> later = new HashMap<>(now);
        Map<LicenseId, String> names = hierarchy.names();
        owned.forEach((license, change) -> {
            PoolDemand old =
                    now.getOrDefault(license, new PoolDemand(license, names.getOrDefault(license, ""), 0, 0, 0));
            later.put(license, new PoolDemand(license, old.name(), old.owned() + change, old.reserved(), old.inUse()));
        });
        Compliance before = Compliance.of(List.copyOf(now.values()), hierarchy.hierarchy());
        Compliance after = Compliance.of(List.copyOf(later.values()), hierarchy.hierarchy());
        List<Change> changes = new ArrayList<>();
        after.figures().forEach((license, figures) -> {
            PoolFigures old = before.figures().getOrDefault(license, new PoolFigures(license, 0, 0, 0, 0, 0));
            if (!figures.equals(old)) {
                changes.add(new Change(license, names.getOrDefault(license, ""), old, figures));
            }
        });
        changes.sort(Comparator.comparing(Change::name));
        Set<LicenseId> shortBefore = shortOf(before);
        Set<LicenseId> shortAfter = shortOf(after);
        return new Outlook(changes, devices(pool, shortAfter, shortBefore), devices(pool, shortBefore, shortAfter));
    }

    /** What each pool has and needs now. */
    Map<LicenseId, PoolDemand> demands(VirtualAccountId pool) {
        Map<LicenseId, String> names = hierarchy.names();
        Map<LicenseId, PoolDemand> now = new HashMap<>();
        sql.select(LICENSE_POOL.LICENSE_ID, LICENSE_POOL.OWNED, LICENSE_POOL.RESERVED, LICENSE_POOL.IN_USE)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.VIRTUAL_ACCOUNT_ID.eq(pool))
                .forEach(row -> now.put(
                        row.value1(),
                        new PoolDemand(
                                row.value1(),
                                names.getOrDefault(row.value1(), ""),
                                row.value2(),
                                row.value3(),
                                row.value4())));
        return now;
    }

    private static Set<LicenseId> shortOf(Compliance compliance) {
        return compliance.figures().values().stream()
                .filter(figures -> !figures.isCompliant())
                .map(PoolFigures::license)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** A device is as bad as its worst licence: those that use one of these, and none of the others. */
    private Devices devices(VirtualAccountId pool, Set<LicenseId> using, Set<LicenseId> notUsing) {
        if (using.isEmpty() || notUsing.containsAll(using)) {
            return Devices.NONE;
        }
        var other = CONSUMPTION.as("other");
        Condition which = CONSUMPTION.VIRTUAL_ACCOUNT_ID.eq(pool).and(CONSUMPTION.LICENSE_ID.in(using));
        if (!notUsing.isEmpty()) {
            which = which.and(DSL.notExists(DSL.selectOne()
                    .from(other)
                    .where(other.PRODUCT_INSTANCE_ID
                            .eq(CONSUMPTION.PRODUCT_INSTANCE_ID)
                            .and(other.LICENSE_ID.in(notUsing)))));
        }
        Integer count = sql.select(DSL.countDistinct(CONSUMPTION.PRODUCT_INSTANCE_ID))
                .from(CONSUMPTION)
                .where(which)
                .fetchSingle()
                .value1();
        List<String> named = sql.selectDistinct(
                        PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID,
                        PRODUCT_INSTANCE.HOST_NAME,
                        PRODUCT_INSTANCE.UDI_PID,
                        PRODUCT_INSTANCE.UDI_SERIAL_NUMBER)
                .from(CONSUMPTION)
                .join(PRODUCT_INSTANCE)
                .on(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID.eq(CONSUMPTION.PRODUCT_INSTANCE_ID))
                .where(which)
                .orderBy(PRODUCT_INSTANCE.PRODUCT_INSTANCE_ID)
                .limit(DEVICES_NAMED)
                .fetch(row -> DeviceName.of(row.value2(), row.value3(), row.value4()));
        return new Devices(count, named);
    }
}
