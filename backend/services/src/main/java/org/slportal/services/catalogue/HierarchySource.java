package org.slportal.services.catalogue;

import static org.slportal.db.jooq.Tables.CATALOGUE_IMPORT;
import static org.slportal.db.jooq.Tables.HIERARCHY_EDGE;
import static org.slportal.db.jooq.Tables.LICENSE;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.compliance.LicenseHierarchy;
import org.slportal.domain.id.LicenseId;
import org.springframework.stereotype.Component;

/** The licence hierarchy of the catalogue loaded last, kept in memory until another is loaded by any node. */
@Component
public class HierarchySource {

    private record Loaded(long importId, LicenseHierarchy hierarchy, Map<LicenseId, String> names) {}

    private final DSLContext sql;
    private final AtomicReference<@Nullable Loaded> cache = new AtomicReference<>();

    public HierarchySource(DSLContext sql) {
        this.sql = sql;
    }

    public LicenseHierarchy hierarchy() {
        return current().hierarchy();
    }

    /** Display names of all licences. */
    public Map<LicenseId, String> names() {
        return current().names();
    }

    private Loaded current() {
        Long newest = sql.select(DSL.max(CATALOGUE_IMPORT.CATALOGUE_IMPORT_ID))
                .from(CATALOGUE_IMPORT)
                .fetchOne(0, Long.class);
        long importId = newest == null ? 0 : newest;
        Loaded loaded = cache.get();
        if (loaded == null || loaded.importId() != importId) {
            loaded = load(importId);
            cache.set(loaded);
        }
        return loaded;
    }

    private Loaded load(long importId) {
        Map<LicenseId, String> names =
                sql.select(LICENSE.LICENSE_ID, LICENSE.NAME).from(LICENSE).fetchMap(LICENSE.LICENSE_ID, LICENSE.NAME);
        List<LicenseHierarchy.Edge> edges = sql.select(
                        HIERARCHY_EDGE.PARENT_LICENSE_ID, HIERARCHY_EDGE.CHILD_LICENSE_ID)
                .from(HIERARCHY_EDGE)
                .fetch(row -> new LicenseHierarchy.Edge(row.value1(), row.value2()));
        return new Loaded(importId, new LicenseHierarchy(edges, names), names);
    }
}
