package org.slportal.ui.component;

import java.util.List;
import java.util.Optional;
import org.slportal.services.page.PageQuery;

/**
 * The first page of a list, read before its rows are counted: a list that ends on it needs no counting, and the grid, which asks for
 * the page a moment later, need not read it again.
 */
record FirstPage<T, S extends Enum<S>>(PageQuery<S> asked, List<T> rows) {

    boolean isAll() {
        return rows.size() < asked.limit();
    }

    /** The rows of a page in the same order, if they are known. */
    Optional<List<T>> answer(PageQuery<S> page) {
        boolean known = page.offset() == 0 && (page.limit() == asked.limit() || isAll());
        return known && page.sort() == asked.sort() && page.ascending() == asked.ascending()
                ? Optional.of(rows.subList(0, Math.min(rows.size(), page.limit())))
                : Optional.empty();
    }
}
