package org.slportal.services.conversion.job;

import static org.slportal.db.jooq.Tables.PAK;
import static org.slportal.db.jooq.Tables.PAK_LINE;
import static org.slportal.db.jooq.Tables.SKU;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.PakLineId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.csv.CsvColumns;
import org.slportal.services.csv.CsvProblem;
import org.slportal.services.csv.CsvRow;
import org.slportal.services.csv.CsvTable;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.stereotype.Component;

/** Reads which lines a CSV file means. A row that means none stays in the job, refused, with what it said. */
@Component
class JobFile {

    private static final String PAK_COLUMN = "PAK";
    private static final String SKU_COLUMN = "SKU";
    private static final String LINE_COLUMN = "Line";
    private static final String QUANTITY_COLUMN = "Quantity";
    private static final CsvColumns COLUMNS =
            CsvColumns.required(PAK_COLUMN).optional(SKU_COLUMN, LINE_COLUMN, QUANTITY_COLUMN);
    private static final int BATCH = 1_000;

    /** @param problems of the file as a whole */
    record Meaning(List<NewJobLine> rows, List<CsvProblem> problems) {

        List<NewJobLine> rowsOrRefuse() {
            if (!problems.isEmpty()) {
                CsvProblem first = problems.getFirst();
                throw PortalException.rejected(
                        "file", first.reason(), first.arguments().toArray());
            }
            return rows;
        }
    }

    private record Known(PakLineId id, int number, String sku) {}

    private final DSLContext sql;

    JobFile(DSLContext sql) {
        this.sql = sql;
    }

    /** What the file means. A file that cannot be read as a whole has problems and no rows. */
    Meaning read(Actor actor, SmartAccountId account, byte[] content) {
        CsvTable table = CsvTable.read(content, COLUMNS);
        List<CsvProblem> unreadable = table.problems();
        boolean onlyRows = unreadable.stream().allMatch(problem -> problem.reason() == ErrorReason.CSV_FIELD_COUNT);
        if (!onlyRows || unreadable.size() < table.problemCount()) {
            return new Meaning(List.of(), unreadable);
        }
        Map<String, List<Known>> known = known(actor, account, table.rows());
        record Numbered(long line, NewJobLine row) {}
        List<Numbered> rows = new ArrayList<>();
        Map<PakLineId, Long> named = new HashMap<>();
        for (CsvRow row : table.rows()) {
            rows.add(new Numbered(row.line(), resolve(row, known, named)));
        }
        for (CsvProblem problem : unreadable) {
            rows.add(new Numbered(
                    problem.line(),
                    NewJobLine.refused("#" + problem.line(), LineReason.of(LineProblem.ROW_UNREADABLE))));
        }
        rows.sort(Comparator.comparingLong(Numbered::line));
        return new Meaning(rows.stream().map(Numbered::row).toList(), List.of());
    }

    private static NewJobLine resolve(CsvRow row, Map<String, List<Known>> known, Map<PakLineId, Long> named) {
        String pak = row.raw(PAK_COLUMN).strip();
        String sku = row.raw(SKU_COLUMN).strip();
        String number = row.raw(LINE_COLUMN).strip();
        String label = label(pak, sku.isEmpty() ? number : sku);

        // 1. Which line?
        List<Known> lines = known.getOrDefault(key(pak), List.of()).stream()
                .filter(line -> sku.isEmpty() || key(line.sku()).equals(key(sku)))
                .filter(line ->
                        number.isEmpty() || Integer.toString(line.number()).equals(number))
                .toList();
        if (lines.size() != 1) {
            return NewJobLine.refused(
                    label, LineReason.of(lines.isEmpty() ? LineProblem.LINE_UNKNOWN : LineProblem.LINE_AMBIGUOUS));
        }
        Known line = lines.getFirst();
        Long first = named.putIfAbsent(line.id(), row.line());
        if (first != null) {
            return NewJobLine.refused(label, LineReason.of(LineProblem.LINE_TWICE, first));
        }

        // 2. How many? What exceeds the line is for its policies to refuse.
        String quantity = row.raw(QUANTITY_COLUMN).strip();
        if (quantity.isEmpty()) {
            return new NewJobLine(label, line.id(), LineJudge.ALL_LEFT, null);
        }
        Integer units = units(quantity);
        return units == null
                ? NewJobLine.refused(label, LineReason.of(LineProblem.QUANTITY_UNREADABLE, quantity))
                : new NewJobLine(label, line.id(), units, null);
    }

    private static @Nullable Integer units(String text) {
        try {
            int units = Integer.parseInt(text);
            return units > 0 ? units : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The lines of the PAKs the file names, where the actor may convert; a few queries for the whole file. */
    private Map<String, List<Known>> known(Actor actor, SmartAccountId account, List<CsvRow> rows) {
        List<String> numbers = rows.stream()
                .map(row -> key(row.raw(PAK_COLUMN)))
                .filter(number -> number.matches("[0-9A-Z]{11}"))
                .distinct()
                .toList();
        List<VirtualAccountId> limited = actor.poolsWith(Permission.MANAGE_LICENSES, account);
        Condition mine = PAK.SMART_ACCOUNT_ID
                .eq(account)
                .and(limited == null ? DSL.noCondition() : PAK.VIRTUAL_ACCOUNT_ID.in(limited));
        Map<String, List<Known>> known = new HashMap<>();
        for (int from = 0; from < numbers.size(); from += BATCH) {
            sql.select(PAK.PAK_NUMBER, PAK_LINE.PAK_LINE_ID, PAK_LINE.LINE_NUMBER, SKU.CODE)
                    .from(PAK)
                    .join(PAK_LINE)
                    .on(PAK_LINE.PAK_ID.eq(PAK.PAK_ID))
                    .join(SKU)
                    .on(SKU.SKU_ID.eq(PAK_LINE.SKU_ID))
                    .where(mine.and(PAK.PAK_NUMBER.in(numbers.subList(from, Math.min(numbers.size(), from + BATCH)))))
                    .forEach(row -> known.computeIfAbsent(row.value1(), unused -> new ArrayList<>())
                            .add(new Known(row.value2(), row.value3(), row.value4())));
        }
        return known;
    }

    private static String key(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    private static String label(String pak, String line) {
        return line.isEmpty() ? pak : pak + " " + line;
    }
}
