package org.slportal.ui.component;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slportal.services.tag.Tag;

/** A row with its tags: a change of either is a change of the row. */
public record Tagged<T>(T item, List<Tag> tags) {

    /** Rows with what was read of their tags. */
    public static <T, K> List<Tagged<T>> of(Collection<T> rows, Function<T, K> key, Map<K, List<Tag>> tags) {
        return rows.stream()
                .map(row -> new Tagged<>(row, tags.getOrDefault(key.apply(row), List.of())))
                .toList();
    }

    /** To stand behind a name. */
    public List<TagPill> pills() {
        return tags.stream().map(tag -> new TagPill(tag.name(), tag.colour())).toList();
    }
}
