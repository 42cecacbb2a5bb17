package org.slportal.services.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * An Excel workbook, written as it grows. Texts stand in their cells as texts, so that none is computed, and not in the workbook's
 * shared table, which would be kept in memory to the end.
 */
final class ExcelReport implements ReportFile {

    /** A sheet of Excel has 1,048,576. */
    static final int ROWS_OF_A_SHEET = 1_000_000;

    private static final int ROWS_HELD = 500;
    private static final String DAY = "yyyy-mm-dd";
    private static final String TIME = "yyyy-mm-dd hh:mm:ss";
    private static final int WIDTH = 22;

    private final List<ReportColumn> columns;
    private final String name;
    private final Workbook workbook;
    private Worksheet sheet;
    private int sheets;
    private int line;

    ExcelReport(ReportRequest asked, OutputStream out) {
        columns = asked.columns();
        name = asked.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        workbook = new Workbook(new KeptOpen(out), "Smart Licensing Portal", "1.0");
        sheet = begin();
    }

    private Worksheet begin() {
        sheets++;
        Worksheet next = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
        next.freezePane(0, 1);
        for (int column = 0; column < columns.size(); column++) {
            next.width(column, WIDTH);
            next.inlineString(0, column, columns.get(column).head());
            next.style(0, column).bold().set();
        }
        line = 1;
        return next;
    }

    @Override
    public void row(ReportRow row) throws IOException {
        if (line > ROWS_OF_A_SHEET) {
            sheet.finish();
            sheet = begin();
        }
        for (int column = 0; column < columns.size(); column++) {
            cell(column, row.cells().get(column));
        }
        line++;
        if (line % ROWS_HELD == 0) {
            sheet.flush();
        }
    }

    private void cell(int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Number number -> sheet.value(line, column, number);
            case LocalDate day -> {
                sheet.value(line, column, day);
                sheet.style(line, column).format(DAY).set();
            }
            case Instant instant -> {
                sheet.value(line, column, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
                sheet.style(line, column).format(TIME).set();
            }
            default -> sheet.inlineString(line, column, value.toString());
        }
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }

    /** The workbook closes what it writes to; the stream belongs to whoever asked. */
    private static final class KeptOpen extends FilterOutputStream {

        private KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
