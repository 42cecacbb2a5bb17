package org.slportal.services.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what separates the cells: the delimiter by which the head has most of the columns asked for. */
final class CsvDelimiter {

    private static final char[] CANDIDATES = {',', ';', '\t'};

    private CsvDelimiter() {}

    /** A comma unless another delimiter does better. */
    static char detect(String text, CsvColumns columns) {
        Set<String> known = columns.all().stream().map(CsvColumns::key).collect(Collectors.toSet());
        char best = ',';
        long most = -1;
        for (char candidate : CANDIDATES) {
            List<String> head = head(text, candidate);
            long found = head.stream()
                    .filter(name -> known.contains(CsvColumns.key(name)))
                    .distinct()
                    .count();
            // Known names count most; a head of unknown names only is judged by its number of cells.
            long score = found * 100_000 + head.size();
            if (score > most) {
                best = candidate;
                most = score;
            }
        }
        return best;
    }

    /** Whether a line before the header holds nothing, whatever the delimiter. */
    static boolean isBlank(List<String> fields) {
        return fields.stream().allMatch(field -> field.matches("[,;\\s]*"));
    }

    private static List<String> head(String text, char delimiter) {
        try (CsvReader<CsvRecord> reader = CsvTable.reader(text, delimiter);
                CloseableIterator<CsvRecord> records = reader.iterator()) {
            while (records.hasNext()) {
                List<String> fields = records.next().getFields();
                if (!isBlank(fields)) {
                    return fields;
                }
            }
            return List.of();
        } catch (CsvParseException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory does not fail", e);
        }
    }
}
