package org.slportal.services.catalogue;

import static org.slportal.db.jooq.Tables.CONSUMPTION_RULE;
import static org.slportal.db.jooq.Tables.DEVICE_LICENSE_NAME;
import static org.slportal.db.jooq.Tables.HIERARCHY_EDGE;
import static org.slportal.db.jooq.Tables.LICENSE;
import static org.slportal.db.jooq.Tables.LICENSE_POOL;
import static org.slportal.db.jooq.Tables.PLATFORM;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.slportal.domain.compliance.LicenseHierarchy;
import org.slportal.domain.id.LicenseId;
import org.slportal.services.access.Actor;
import org.slportal.services.inventory.Pools;
import org.springframework.stereotype.Component;

/** Writes the rows that differ; the others keep their ids, and nobody who uses them has to wait. */
@Component
class CatalogueWriter {

    private final DSLContext sql;
    private final Pools pools;
    private final HierarchySource hierarchy;

    CatalogueWriter(DSLContext sql, Pools pools, HierarchySource hierarchy) {
        this.sql = sql;
        this.pools = pools;
        this.hierarchy = hierarchy;
    }

    void write(CatalogueImporter.Comparison comparison) {
        List<Query> queries = new ArrayList<>();
        comparison.gone().forEach(row -> queries.add(delete(comparison.part(), row.record())));
        comparison
                .changed()
                .forEach((line, before) -> queries.add(update(comparison.part(), line.stored(), before.record())));
        comparison.added().forEach(line -> queries.add(insert(line.stored())));
        if (!queries.isEmpty()) {
            sql.batch(queries).execute();
        }
    }

    private Query insert(TableRecord<?> record) {
        return sql.insertInto(record.getTable()).set(record);
    }

    private Query update(CataloguePart part, TableRecord<?> record, Record before) {
        return sql.update(record.getTable()).set(record).where(is(part, before));
    }

    private Query delete(CataloguePart part, Record before) {
        return sql.deleteFrom(table(part)).where(is(part, before));
    }

    private static Table<?> table(CataloguePart part) {
        return switch (part) {
            case PLATFORMS -> PLATFORM;
            case LICENSES -> LICENSE;
            case HIERARCHY -> HIERARCHY_EDGE;
            case SKUS -> SKU;
            case CONSUMPTION_RULES -> CONSUMPTION_RULE;
            case DEVICE_LICENSES -> DEVICE_LICENSE_NAME;
        };
    }

    private static Condition is(CataloguePart part, Record row) {
        return switch (part) {
            case PLATFORMS -> PLATFORM.PLATFORM_ID.eq(row.get(PLATFORM.PLATFORM_ID));
            case LICENSES -> LICENSE.LICENSE_ID.eq(row.get(LICENSE.LICENSE_ID));
            case HIERARCHY ->
                HIERARCHY_EDGE
                        .PARENT_LICENSE_ID
                        .eq(row.get(HIERARCHY_EDGE.PARENT_LICENSE_ID))
                        .and(HIERARCHY_EDGE.CHILD_LICENSE_ID.eq(row.get(HIERARCHY_EDGE.CHILD_LICENSE_ID)));
            case SKUS -> SKU.SKU_ID.eq(row.get(SKU.SKU_ID));
            case CONSUMPTION_RULES ->
                CONSUMPTION_RULE.CONSUMPTION_RULE_ID.eq(row.get(CONSUMPTION_RULE.CONSUMPTION_RULE_ID));
            case DEVICE_LICENSES ->
                DEVICE_LICENSE_NAME.DEVICE_LICENSE_NAME_ID.eq(row.get(DEVICE_LICENSE_NAME.DEVICE_LICENSE_NAME_ID));
        };
    }

    /** A hierarchy that changed covers other shortages: wherever a licence beneath a changed edge has a pool. */
    void rebalance(CatalogueImporter.Comparison comparison) {
        if (comparison.part() != CataloguePart.HIERARCHY || !comparison.changesSomething()) {
            return;
        }
        Set<LicenseId> children = new HashSet<>();
        comparison.added().forEach(line -> children.add(line.stored().get(HIERARCHY_EDGE.CHILD_LICENSE_ID)));
        comparison.gone().forEach(row -> children.add(row.record().get(HIERARCHY_EDGE.CHILD_LICENSE_ID)));
        LicenseHierarchy now = hierarchy.hierarchy();
        Set<LicenseId> beneath = new HashSet<>(children);
        hierarchy.names().keySet().stream()
                .filter(license -> now.ancestorsOf(license).stream().anyMatch(children::contains))
                .forEach(beneath::add);
        var affected = sql.selectDistinct(LICENSE_POOL.VIRTUAL_ACCOUNT_ID, LICENSE_POOL.SMART_ACCOUNT_ID)
                .from(LICENSE_POOL)
                .where(LICENSE_POOL.LICENSE_ID.in(beneath))
                .orderBy(LICENSE_POOL.VIRTUAL_ACCOUNT_ID)
                .fetch();
        // Other accounts' event logs name no stranger.
        Actor actor = Actor.system("catalogue");
        affected.forEach(row -> pools.lock(row.value1()));
        affected.forEach(row -> pools.rebalance(actor, row.value2(), row.value1()));
    }
}
