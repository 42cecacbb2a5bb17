package org.slportal.ui.component;

import com.vaadin.flow.function.SerializableFunction;
import java.util.List;
import java.util.TreeMap;
import org.slportal.services.page.PageQuery;

/**
 * Pages of a log that can be entered behind a row: each page read leaves its last row as a mark, and a page further down is counted
 * from the nearest mark above it. One reader's alone: a download that shared the marks of the screen would move both.
 */
final class LogPages<T, S extends Enum<S>> {

    private final SerializableFunction<PageQuery<S>, List<T>> rows;
    private final SerializableFunction<T, Long> id;
    /** Number of rows above a place in the log, and the id of the last one of them. */
    private final TreeMap<Integer, Long> marks = new TreeMap<>();

    private boolean ascending;

    LogPages(SerializableFunction<PageQuery<S>, List<T>> rows, SerializableFunction<T, Long> id) {
        this.rows = rows;
        this.id = id;
    }

    List<T> read(PageQuery<S> page) {
        if (page.ascending() != ascending) {
            marks.clear();
            ascending = page.ascending();
        }
        var mark = marks.floorEntry(page.offset());
        PageQuery<S> from = mark == null
                ? page
                : new PageQuery<>(
                        page.offset() - mark.getKey(), page.limit(), page.sort(), page.ascending(), mark.getValue());
        List<T> found = rows.apply(from);
        if (!found.isEmpty()) {
            marks.put(page.offset() + found.size(), id.apply(found.getLast()));
        }
        return found;
    }
}
