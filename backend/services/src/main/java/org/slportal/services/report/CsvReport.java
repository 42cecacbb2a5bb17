package org.slportal.services.report;

import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.slportal.services.csv.CsvText;

/** Constants by name and times in UTC: programs read this. {@link CsvText} keeps spreadsheets from running what somebody typed. */
final class CsvReport implements ReportFile {

    private final CsvText csv;

    CsvReport(ReportRequest asked, OutputStream out) {
        csv = CsvText.forExcel(out);
        csv.row(asked.columns().stream().map(ReportColumn::head).toArray());
    }

    @Override
    public void row(ReportRow row) {
        csv.row(row.cells().stream().map(CsvReport::cell).toArray());
    }

    private static @Nullable Object cell(@Nullable Object value) {
        return value instanceof Instant instant ? DateTimeFormatter.ISO_INSTANT.format(instant) : value;
    }

    @Override
    public void close() {
        csv.finish();
    }
}
