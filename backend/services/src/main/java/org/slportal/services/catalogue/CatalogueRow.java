package org.slportal.services.catalogue;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A row of one of the catalogue's files.
 *
 * @param cells in the order of the part's columns, as the file has them
 */
public record CatalogueRow(CataloguePart part, List<String> cells) {

    public CatalogueRow {
        cells = List.copyOf(cells);
        if (cells.size() != part.columns().size()) {
            throw new IllegalArgumentException("A row of " + part + " has other columns");
        }
    }

    public String cell(CatalogueColumn column) {
        int at = part.columns().indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException(part + " has no column " + column);
        }
        return cells.get(at);
    }

    /** What the row is called, from its key. */
    public String label() {
        return part.key().stream().map(this::cell).collect(Collectors.joining(" · "));
    }

    /** Two rows of a part with the same key are one row. */
    List<String> key() {
        return part.key().stream().map(column -> same(cell(column))).toList();
    }

    /** What texts have in common that the database's collation takes for one: case and accents make no difference. */
    static String same(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
