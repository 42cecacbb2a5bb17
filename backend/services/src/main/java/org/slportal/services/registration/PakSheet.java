package org.slportal.services.registration;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slportal.services.csv.CsvColumns;
import org.slportal.services.csv.CsvLimits;
import org.slportal.services.csv.CsvProblem;
import org.slportal.services.csv.CsvRow;
import org.slportal.services.csv.CsvTable;
import org.slportal.services.csv.CsvText;
import org.slportal.services.error.ErrorReason;

/** PAKs as they were typed, pasted or uploaded: read, and looked at for what needs no database. */
final class PakSheet {

    static final String PAK = "PAK";
    static final String SKU = "SKU";
    static final String QUANTITY = "Quantity";
    static final String ORDER_NUMBER = "Order Number";
    static final String ORDER_DATE = "Order Date";
    static final String FAMILY = "Family";
    static final String TERM_DATE = "Term Date";
    static final String VIRTUAL_ACCOUNT = "Virtual Account";

    /** Keeps the sums over a PAK's lines, and the smart licences they become, within an INT. */
    static final int MAX_QUANTITY = 100_000;

    /** As many as one conversion takes. */
    static final int MAX_LINES_OF_PAK = 500;

    private static final CsvColumns COLUMNS = CsvColumns.required(PAK)
            .optional(SKU, QUANTITY, ORDER_NUMBER, ORDER_DATE, FAMILY, TERM_DATE, VIRTUAL_ACCOUNT);

    private static final Pattern DELIMITER = Pattern.compile("[,;\t]");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** A line of data. @param sku upper case; empty in a line that names only a PAK */
    record Line(
            CsvRow row,
            String pak,
            String sku,
            int quantity,
            String orderNumber,
            @Nullable LocalDate orderDate,
            String family,
            @Nullable LocalDate termDate,
            String pool) {}

    private final CsvTable table;
    /** Lines the head adds to what was pasted. */
    private final int shift;

    private final boolean readable;
    private final Map<String, List<Line>> paks = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private PakSheet(CsvTable table, int shift) {
        this.table = table;
        this.shift = shift;
        this.readable = !table.hasProblems();
        table.rows().forEach(this::read);
        paks.values().forEach(this::compare);
    }

    static PakSheet read(PakInput input) {
        return switch (input) {
            case PakInput.CsvFile file -> new PakSheet(CsvTable.read(file.content(), COLUMNS), 0);
            case PakInput.Lines typed -> typed(typed.text());
        };
    }

    private static PakSheet typed(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        boolean hasHead = Arrays.stream(DELIMITER.split(first))
                .anyMatch(name -> name.strip().equalsIgnoreCase(PAK));
        return hasHead || text.length() > CsvLimits.DEFAULT.maxBytes()
                ? new PakSheet(CsvTable.read(text, COLUMNS), 0)
                : new PakSheet(CsvTable.read(withHead(text), COLUMNS), 1);
    }

    /** What was pasted, as CSV with all columns; each line stays a line. */
    private static String withHead(String text) {
        StringWriter csv = new StringWriter(text.length() * 2);
        try (CsvText out = CsvText.to(csv)) {
            List<String> head = COLUMNS.all();
            out.row(head);
            text.lines().forEach(line -> out.row(cells(line.strip(), head.size())));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return csv.toString();
    }

    private static List<String> cells(String line, int width) {
        Pattern separator = DELIMITER.matcher(line).find() ? DELIMITER : SPACES;
        List<String> cells = new ArrayList<>(Arrays.asList(separator.split(line, -1)));
        while (cells.size() < width) {
            cells.add("");
        }
        return cells;
    }

    private void read(CsvRow row) {
        String pak = row.required(PAK, 40).toUpperCase(Locale.ROOT);
        if (row.isSound() && !PakListing.NUMBER.matcher(pak).matches()) {
            row.problem(PAK, ErrorReason.PAK_SHAPE);
        }
        String sku = row.text(SKU, 60).toUpperCase(Locale.ROOT);
        int quantity = 0;
        if (!sku.isEmpty()) {
            quantity = row.integer(QUANTITY, 1, MAX_QUANTITY);
        } else if (!row.raw(QUANTITY).isBlank()) {
            row.problem(SKU, ErrorReason.REQUIRED);
        }
        Line line = new Line(
                row,
                pak,
                sku,
                quantity,
                row.text(ORDER_NUMBER, 40),
                row.optionalDate(ORDER_DATE),
                row.text(FAMILY, 80),
                row.optionalDate(TERM_DATE),
                row.text(VIRTUAL_ACCOUNT, 120));
        lines.add(line);
        if (PakListing.NUMBER.matcher(pak).matches()) {
            paks.computeIfAbsent(pak, unused -> new ArrayList<>(1)).add(line);
        }
    }

    /** The lines of one PAK against each other. */
    private void compare(List<Line> ofPak) {
        if (ofPak.size() == 1) {
            return;
        }
        Line first = ofPak.getFirst();
        Map<String, Long> seen = new LinkedHashMap<>();
        for (Line line : ofPak) {
            Long earlier = seen.putIfAbsent(line.sku() + " " + line.termDate(), number(line.row()));
            if (earlier != null) {
                line.row().problem(null, ErrorReason.PAK_LINE_TWICE, earlier);
            } else if (line.sku().isEmpty() != first.sku().isEmpty()) {
                line.row().problem(PAK, ErrorReason.PAK_ALONE_OR_WITH_SKU, number(first.row()));
            } else if (seen.size() > MAX_LINES_OF_PAK) {
                line.row().problem(null, ErrorReason.PAK_TOO_MANY_LINES, MAX_LINES_OF_PAK);
            }
        }
        List.of(ORDER_NUMBER, ORDER_DATE, FAMILY, VIRTUAL_ACCOUNT).forEach(column -> agree(ofPak, column));
    }

    /** What is of the PAK as a whole may stand in each of its lines or in one, but not differ. */
    private void agree(List<Line> ofPak, String column) {
        @Nullable Line said = null;
        for (Line line : ofPak) {
            String value = line.row().raw(column).strip();
            if (said == null && !value.isEmpty()) {
                said = line;
            } else if (said != null && !value.isEmpty()) {
                String before = said.row().raw(column).strip();
                if (!value.equals(before)) {
                    line.row().problem(column, ErrorReason.PAK_LINES_DIFFER, number(said.row()), before);
                }
            }
        }
    }

    /** Whether every line has as many cells as the head, and the file could be read to its end. */
    boolean readable() {
        return readable;
    }

    /** All lines, in order. */
    List<Line> lines() {
        return lines;
    }

    /** Lines by PAK number, in order of their first line; those whose number is none are missing. */
    Map<String, List<Line>> paks() {
        return paks;
    }

    /** SKUs named, upper case. */
    Set<String> skus() {
        Set<String> skus = new HashSet<>();
        lines.forEach(line -> skus.add(line.sku()));
        skus.remove("");
        return skus;
    }

    /** Where the row stands in what was given. */
    long number(CsvRow row) {
        return row.line() - shift;
    }

    List<CsvProblem> problems() {
        return table.problems().stream()
                .map(problem -> new CsvProblem(
                        Math.max(0, problem.line() - shift), problem.column(), problem.reason(), problem.arguments()))
                .toList();
    }

    int problemCount() {
        return table.problemCount();
    }

    List<String> unknownColumns() {
        return table.unknownColumns();
    }
}
