package org.slportal.services.csv;

/**
 * How much of a file is read at all.
 *
 * @param maxBytes size of the file as UTF-8
 * @param maxRows lines of data, without the head
 */
public record CsvLimits(int maxBytes, int maxRows) {

    /** 10 MB and 200,000 rows. */
    public static final CsvLimits DEFAULT = new CsvLimits(10 * 1024 * 1024, 200_000);

    public CsvLimits {
        if (maxBytes < 1 || maxRows < 1) {
            throw new IllegalArgumentException("A limit lets at least one byte and one row through");
        }
    }
}
