package org.slportal.services.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {

    private static String line(@Nullable Object... cells) throws IOException {
        StringWriter out = new StringWriter();
        try (CsvText csv = CsvText.to(out)) {
            csv.row(cells);
        }
        return out.toString();
    }

    @Test
    void cells_are_quoted_where_they_must_be_and_lines_end_with_crlf() throws IOException {
        assertThat(line("plain", "a,b", "say \"x\"", "two\nlines", null, "", 5, LocalDate.of(2019, 4, 17), true))
                .isEqualTo("plain,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",,,5,2019-04-17,true\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "'=1", "''+1"})
    void a_text_a_spreadsheet_would_run_gets_an_apostrophe(String formula) throws IOException {
        String cell = line(formula, "x").replace("\"", "");

        assertThat(cell).isEqualTo("'" + formula + ",x\r\n");
    }

    @Test
    void numbers_stay_numbers_and_ordinary_texts_stay_as_they_are() throws IOException {
        assertThat(line(-5, -7L, new BigDecimal("-1E+3"), "'quoted'", "a=b", "'"))
                .isEqualTo("-5,-7,-1000,'quoted',a=b,'\r\n");
    }

    @Test
    void for_excel_the_file_begins_with_a_byte_order_mark() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvText csv = CsvText.forExcel(out)) {
            csv.row("이름");
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\uFEFF이름\r\n");
    }

    @Test
    void whatever_is_written_is_read_again() throws IOException {
        Random random = new Random(20_26_11);
        String alphabet = "ab=+-@'\",;\t\r\n 가＝é😀";
        int[] letters = alphabet.codePoints().toArray();
        for (int round = 0; round < 300; round++) {
            List<List<String>> rows = new ArrayList<>();
            for (int r = 0; r < 1 + random.nextInt(8); r++) {
                List<String> row = new ArrayList<>();
                // A line of blank cells is no line of data.
                row.add("#" + r);
                for (int c = 0; c < 2; c++) {
                    StringBuilder cell = new StringBuilder();
                    for (int i = random.nextInt(6); i > 0; i--) {
                        cell.appendCodePoint(letters[random.nextInt(letters.length)]);
                    }
                    row.add(cell.toString());
                }
                rows.add(row);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (CsvText csv = round % 2 == 0 ? CsvText.to(out) : CsvText.forExcel(out)) {
                csv.row("key", "first", "second");
                rows.forEach(csv::row);
            }

            CsvTable table = CsvTable.read(out.toByteArray(), CsvColumns.required("key", "first", "second"));

            assertThat(table.problems()).isEmpty();
            assertThat(table.rows().stream().map(row -> List.of(row.raw("key"), row.raw("first"), row.raw("second"))))
                    .isEqualTo(rows);
        }
    }

    @Test
    void a_million_rows_go_through_as_they_come() throws IOException {
        class Counting extends OutputStream {
            long bytes;
            long largest;

            @Override
            public void write(int b) {
                bytes++;
            }

            @Override
            public void write(byte[] b, int off, int len) {
                bytes += len;
                largest = Math.max(largest, len);
            }
        }
        Counting out = new Counting();
        try (CsvText csv = CsvText.to(out)) {
            for (int i = 0; i < 1_000_000; i++) {
                csv.row("C9300 Network Advantage", -i);
            }
        }

        assertThat(out.bytes).isGreaterThan(30_000_000);
        assertThat(out.largest).as("what is held back").isLessThan(100_000);
    }
}
