package org.slportal.services.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** A file that a report is written to, row by row. Closing it completes the file and leaves the stream open. */
interface ReportFile extends Closeable {

    void row(ReportRow row) throws IOException;

    static ReportFile open(FileFormat format, ReportRequest asked, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new CsvReport(asked, out);
            case EXCEL -> new ExcelReport(asked, out);
        };
    }
}
