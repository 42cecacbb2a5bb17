package org.slportal.services.catalogue;

import java.util.List;

/**
 * A row that an import would add, change or take away.
 *
 * @param line in the file; 0 for a row that the file does not have
 * @param label what the row is called
 * @param changes of an existing row, in the order of the columns
 */
public record CatalogueDifference(Kind kind, long line, String label, List<Change> changes) {

    /** What happens to a row. */
    public enum Kind {
        NEW,
        CHANGED,
        GONE
    }

    /** One cell before and after. */
    public record Change(CatalogueColumn column, String before, String after) {}

    public CatalogueDifference {
        changes = List.copyOf(changes);
    }
}
