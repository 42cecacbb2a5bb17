package org.slportal.services.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.slportal.domain.license.LicenseTerm;

class ReportFileTest {

    private static final ReportRequest ASKED = new ReportRequest(
            ReportKind.SUBSCRIPTIONS,
            null,
            "",
            null,
            "",
            null,
            null,
            List.of(
                    ReportColumn.VIRTUAL_ACCOUNT,
                    ReportColumn.TERM,
                    ReportColumn.ENDS_ON,
                    ReportColumn.QUANTITY,
                    ReportColumn.SUBSCRIPTION));

    private static final ReportRow ROW = new ReportRow(
            Arrays.asList("=HYPERLINK(\"http://x\")", LicenseTerm.TERM, LocalDate.of(2027, 3, 1), 12, null));

    private static byte[] file(FileFormat format, ReportRow... rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReportFile file = ReportFile.open(format, ASKED, out)) {
            for (ReportRow row : rows) {
                file.row(row);
            }
        }
        return out.toByteArray();
    }

    /** Through the archive's directory, as spreadsheets read it. */
    private static Map<String, String> unzipped(byte[] content) throws IOException {
        Map<String, String> parts = new HashMap<>();
        Path file = Files.createTempFile("report", ".xlsx");
        try {
            Files.write(file, content);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    try (InputStream part = zip.getInputStream(entry)) {
                        parts.put(entry.getName(), new String(part.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
        } finally {
            Files.delete(file);
        }
        return parts;
    }

    @Test
    void csv_has_english_heads_and_no_cell_that_computes() throws IOException {
        String csv = new String(file(FileFormat.CSV, ROW), StandardCharsets.UTF_8);

        assertThat(csv)
                .isEqualTo("\uFEFFVirtual Account,Type,Expiration Date,Quantity,Subscription\r\n"
                        + "\"'=HYPERLINK(\"\"http://x\"\")\",TERM,2027-03-01,12,\r\n");
    }

    @Test
    void times_in_csv_are_utc() throws IOException {
        String csv = new String(
                file(
                        FileFormat.CSV,
                        new ReportRow(Arrays.asList(null, null, Instant.parse("2027-03-01T08:00:00Z"), -1, null))),
                StandardCharsets.UTF_8);

        assertThat(csv).endsWith("\r\n,,2027-03-01T08:00:00Z,-1,\r\n");
    }

    @Test
    void excel_keeps_texts_as_texts_and_figures_as_figures() throws IOException {
        Map<String, String> parts = unzipped(file(FileFormat.EXCEL, ROW));

        String sheet = parts.get("xl/worksheets/sheet1.xml");
        assertThat(sheet).contains("inlineStr", "=HYPERLINK", "<v>12").doesNotContain("<f>");
        assertThat(parts.get("xl/workbook.xml")).contains("name=\"subscriptions\"");
    }

    @Test
    void a_million_rows_of_excel_are_written_without_keeping_them_and_the_next_begins_a_sheet() throws IOException {
        long[] written = {0};
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int single) {
                written[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                written[0] += length;
            }
        };
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        try (ReportFile file = ReportFile.open(FileFormat.EXCEL, ASKED, counting)) {
            for (int i = 0; i <= ExcelReport.ROWS_OF_A_SHEET; i++) {
                file.row(new ReportRow(Arrays.asList("Pool " + i, LicenseTerm.TERM, null, i, "S-" + i)));
            }
            runtime.gc();
            assertThat(runtime.totalMemory() - runtime.freeMemory() - before)
                    .as("bytes held after a million rows")
                    .isLessThan(40_000_000);
            assertThat(written[0]).isPositive();
        }
    }

    @Test
    void the_stream_stays_open_for_whoever_opened_it() throws IOException {
        boolean[] closed = {false};
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        for (FileFormat format : FileFormat.values()) {
            try (ReportFile file = ReportFile.open(format, ASKED, out)) {
                file.row(ROW);
            }
        }
        assertThat(closed[0]).isFalse();
    }

    @Test
    void a_file_name_keeps_letters_and_digits_of_every_script() {
        assertThat(ReportMailSweep.fileName("Weekly: what/is \"short\"?", "2027-02-01", FileFormat.CSV))
                .isEqualTo("weekly-what-is-short-2027-02-01.csv");
        assertThat(ReportMailSweep.fileName("주간 보고", "2027-02-01", FileFormat.EXCEL))
                .isEqualTo("주간-보고-2027-02-01.xlsx");
        assertThat(ReportMailSweep.fileName("../..", "2027-02-01", FileFormat.CSV))
                .isEqualTo("report-2027-02-01.csv");
    }
}
