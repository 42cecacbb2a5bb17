package org.slportal.services.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slportal.services.error.ErrorReason;

/**
 * A file a person uploaded or pasted: UTF-8 with or without a byte order mark, any line ends, comma, semicolon or tab.
 *
 * <p>Nothing here throws for what the file holds. Its problems are collected, those of reading first, then those the
 * rows' accessors find; a file that cannot be read at all has a problem and no rows.
 */
public final class CsvTable {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final List<CsvRow> rows = new ArrayList<>();
    private final List<String> unknownColumns = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final CsvProblems problems = new CsvProblems();
    private final CsvColumns columns;
    private final CsvLimits limits;

    private CsvTable(CsvColumns columns, CsvLimits limits) {
        this.columns = columns;
        this.limits = limits;
    }

    public static CsvTable read(byte[] file, CsvColumns columns) {
        return read(file, columns, CsvLimits.DEFAULT);
    }

    public static CsvTable read(byte[] file, CsvColumns columns, CsvLimits limits) {
        CsvTable table = new CsvTable(columns, limits);
        if (file.length > limits.maxBytes()) {
            table.tooLarge();
        } else {
            table.decode(file);
        }
        return table;
    }

    public static CsvTable read(String text, CsvColumns columns) {
        return read(text, columns, CsvLimits.DEFAULT);
    }

    public static CsvTable read(String text, CsvColumns columns, CsvLimits limits) {
        CsvTable table = new CsvTable(columns, limits);
        // A character is one to three bytes: most texts need not be encoded to know that they fit.
        if (text.length() > limits.maxBytes()
                || (text.length() > limits.maxBytes() / 3
                        && text.getBytes(StandardCharsets.UTF_8).length > limits.maxBytes())) {
            table.tooLarge();
        } else {
            table.parse(text);
        }
        return table;
    }

    /** Lines of data whose number of cells is right, in the file's order. */
    public List<CsvRow> rows() {
        return rows;
    }

    /** By line; at most 1,000 of them. */
    public List<CsvProblem> problems() {
        return problems.list();
    }

    /** How many problems there are, those not kept included. */
    public int problemCount() {
        return problems.count();
    }

    public boolean hasProblems() {
        return problems.count() > 0;
    }

    /** Columns of the file that nobody asked for, as they are spelt there. They are not read. */
    public List<String> unknownColumns() {
        return List.copyOf(unknownColumns);
    }

    /** Whether the file has this column. */
    public boolean has(String column) {
        return positions.containsKey(CsvColumns.key(column));
    }

    /** Adds a problem that concerns the file as a whole, or a line that is not at hand as a row. */
    public void problem(long line, ErrorReason reason, Object... arguments) {
        problems.add(line, null, reason, arguments);
    }

    private void tooLarge() {
        problems.add(0, null, ErrorReason.CSV_TOO_LARGE, Math.max(1, limits.maxBytes() / (1024 * 1024)));
    }

    private void decode(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        CharBuffer out = CharBuffer.allocate(file.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            long line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += file[i] == '\n' ? 1 : 0;
            }
            problems.add(line, null, ErrorReason.CSV_NOT_UTF8);
            return;
        }
        parse(out.flip().toString());
    }

    private void parse(String text) {
        String body = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        long lastLine = 0;
        try (CsvReader<CsvRecord> reader = reader(body, CsvDelimiter.detect(body, columns));
                CloseableIterator<CsvRecord> records = reader.iterator()) {
            int width = -1;
            while (records.hasNext()) {
                CsvRecord record = records.next();
                lastLine = record.getStartingLineNumber();
                List<String> fields = record.getFields();
                if (width < 0 ? CsvDelimiter.isBlank(fields) : fields.stream().allMatch(String::isBlank)) {
                    continue;
                }
                if (width < 0) {
                    width = fields.size();
                    head(lastLine, fields);
                    if (hasProblems()) {
                        return;
                    }
                } else if (rows.size() == limits.maxRows()) {
                    problems.add(lastLine, null, ErrorReason.CSV_TOO_MANY_ROWS, limits.maxRows());
                    rows.clear();
                    return;
                } else {
                    row(lastLine, fields, width);
                }
            }
            if (width < 0) {
                problems.add(0, null, ErrorReason.CSV_EMPTY);
            }
        } catch (CsvParseException e) {
            // The library tells no line of its own; what follows the last line that could be read is at fault.
            problems.add(lastLine + 1, null, ErrorReason.CSV_UNREADABLE);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory does not fail", e);
        }
    }

    static CsvReader<CsvRecord> reader(String text, char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                // The number of cells is checked here, to go on with the next line.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text);
    }

    private void head(long line, List<String> names) {
        Map<String, String> known = new LinkedHashMap<>();
        columns.all().forEach(name -> known.put(CsvColumns.key(name), name));
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            String key = CsvColumns.key(name);
            if (known.containsKey(key)) {
                if (positions.putIfAbsent(key, i) != null) {
                    problems.add(line, name, ErrorReason.CSV_COLUMN_TWICE);
                }
            } else if (!name.isEmpty()) {
                unknownColumns.add(name);
            }
        }
        for (String name : columns.required()) {
            if (!has(name)) {
                problems.add(line, name, ErrorReason.CSV_COLUMN_MISSING);
            }
        }
    }

    private void row(long line, List<String> fields, int width) {
        // Spreadsheets pad lines with empty cells: those beyond the head do no harm.
        boolean tooWide = fields.stream().skip(width).anyMatch(cell -> !cell.isBlank());
        if (fields.size() < width || tooWide) {
            problems.add(line, null, ErrorReason.CSV_FIELD_COUNT, fields.size(), width);
        } else {
            rows.add(new CsvRow(line, fields, positions, problems));
        }
    }
}
