package org.slportal.services.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.error.ErrorReason;

class CsvTableTest {

    private static final CsvColumns COLUMNS =
            CsvColumns.required("name", "quantity").optional("end_date", "note");

    private static CsvTable read(String text) {
        return CsvTable.read(text, COLUMNS);
    }

    private static List<String> values(CsvTable table, String column) {
        return table.rows().stream().map(row -> row.text(column, 200)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void the_delimiter_is_found_in_the_header_line(String delimiter) {
        String text = "name,quantity,note\r\nA,1,\"x,y;z\tw\"\r\nB,2,\r\n".replace(",q", delimiter + "q");
        text = text.replace(",note", delimiter + "note")
                .replace("A,1,", "A" + delimiter + "1" + delimiter)
                .replace("B,2,", "B" + delimiter + "2" + delimiter);

        CsvTable table = read(text);

        assertThat(table.problems()).isEmpty();
        assertThat(values(table, "name")).containsExactly("A", "B");
        assertThat(table.rows().getFirst().raw("note")).isEqualTo("x,y;z\tw");
    }

    @Test
    void a_quoted_name_full_of_commas_does_not_make_the_file_one_of_commas() {
        CsvTable table = read("name;quantity;\"a,b,c,d,e,f\"\nA;1;x\n");

        assertThat(values(table, "quantity")).containsExactly("1");
        assertThat(table.unknownColumns()).containsExactly("a,b,c,d,e,f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void every_kind_of_line_end_is_read_and_lines_are_counted_as_an_editor_does(String end) {
        CsvTable table = read(String.join(end, "name,quantity", "A,1", "", "\"B" + end + "b\",2", "C,3,", "D,4,5"));

        assertThat(table.rows()).extracting(CsvRow::line).containsExactly(2L, 4L, 6L);
        assertThat(table.problems())
                .extracting(CsvProblem::line, CsvProblem::reason)
                .containsExactly(tuple(7L, ErrorReason.CSV_FIELD_COUNT));
    }

    @Test
    void columns_are_found_whatever_their_case_order_and_spelling() {
        CsvTable table = read("END DATE,Extra,Quantity,NAME\n2019-04-17,?,3,A\n");

        assertThat(table.problems()).isEmpty();
        assertThat(table.unknownColumns()).containsExactly("Extra");
        assertThat(table.has("end_date")).isTrue();
        assertThat(table.has("note")).isFalse();
        assertThat(table.rows().getFirst().text("note", 10)).isEmpty();
        assertThat(table.rows().getFirst().date("end_date")).isEqualTo(LocalDate.of(2019, 4, 17));
    }

    @Test
    void a_missing_column_and_one_that_is_there_twice_are_told_at_the_header_line() {
        CsvTable table = read("\nname,Name,note\nA,B,C\n");

        assertThat(table.rows()).isEmpty();
        assertThat(table.problems())
                .extracting(CsvProblem::line, CsvProblem::column, CsvProblem::reason)
                .containsExactly(
                        tuple(2L, "Name", ErrorReason.CSV_COLUMN_TWICE),
                        tuple(2L, "quantity", ErrorReason.CSV_COLUMN_MISSING));
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_name() {
        byte[] file = "\uFEFFname,quantity\n스위치,1\n".getBytes(StandardCharsets.UTF_8);

        assertThat(values(CsvTable.read(file, COLUMNS), "name")).containsExactly("스위치");
    }

    @ParameterizedTest
    @CsvSource({"EUC-KR,3", "windows-1252,3", "UTF-16,1"})
    void bytes_that_are_not_utf8_are_refused_with_the_line_they_stand_in(String charset, int line) {
        byte[] file = "name,quantity\nA,1\n%s,2\n"
                .formatted(charset.equals("EUC-KR") ? "스위치" : "Gerät")
                .getBytes(Charset.forName(charset));

        CsvTable table = CsvTable.read(file, COLUMNS);

        assertThat(table.rows()).isEmpty();
        assertThat(table.problems()).containsExactly(new CsvProblem(line, null, ErrorReason.CSV_NOT_UTF8, List.of()));
    }

    @Test
    void a_character_cut_off_at_the_end_of_the_file_is_not_utf8() {
        byte[] whole = "name,quantity\nA,스".getBytes(StandardCharsets.UTF_8);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);

        assertThat(CsvTable.read(cut, COLUMNS).problems())
                .extracting(CsvProblem::line, CsvProblem::reason)
                .containsExactly(tuple(2L, ErrorReason.CSV_NOT_UTF8));
    }

    @Test
    void the_last_byte_and_the_last_row_within_the_limits_are_read() {
        String text = "name,quantity\n가,1\nB,2\n";
        int size = text.getBytes(StandardCharsets.UTF_8).length;

        assertThat(CsvTable.read(text, COLUMNS, new CsvLimits(size, 2)).problems())
                .isEmpty();
        assertThat(CsvTable.read(text, COLUMNS, new CsvLimits(size - 1, 2)).problems())
                .extracting(CsvProblem::line, CsvProblem::reason)
                .containsExactly(tuple(0L, ErrorReason.CSV_TOO_LARGE));
        assertThat(CsvTable.read(text.getBytes(StandardCharsets.UTF_8), COLUMNS, new CsvLimits(size - 1, 2))
                        .problems())
                .extracting(CsvProblem::reason)
                .containsExactly(ErrorReason.CSV_TOO_LARGE);
        CsvTable tooMany = CsvTable.read(text, COLUMNS, new CsvLimits(size, 1));
        assertThat(tooMany.problems())
                .containsExactly(new CsvProblem(3, null, ErrorReason.CSV_TOO_MANY_ROWS, List.of(1)));
        assertThat(tooMany.rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\n", " , ,\n"})
    void an_empty_file_is_told(String text) {
        assertThat(read(text).problems())
                .extracting(CsvProblem::line, CsvProblem::reason)
                .containsExactly(tuple(0L, ErrorReason.CSV_EMPTY));
    }

    @Test
    void a_quotation_mark_that_is_never_closed_is_told_where_reading_ended() {
        CsvTable table = read("name,quantity\nA,1\n\"B,2\nC,3\n");

        assertThat(table.problems())
                .extracting(CsvProblem::line, CsvProblem::reason)
                .containsExactly(tuple(3L, ErrorReason.CSV_UNREADABLE));
    }

    @Test
    void every_bad_value_is_told_not_only_the_first() {
        CsvTable table = CsvTable.read(
                "name,count,day,flag,term\n"
                        + ",x,2019-02-30,maybe,FOREVER\n"
                        + "toolong,11,2019-Feb-29,,\n"
                        + "ok,10,2019-Apr-17,YES,term\n",
                CsvColumns.required("name", "count", "day", "flag", "term"));
        table.rows().forEach(row -> {
            row.required("name", 5);
            row.integer("count", 1, 10);
            row.date("day");
            row.flag("flag");
            row.choice("term", LicenseTerm.class);
        });

        assertThat(table.problems())
                .extracting(CsvProblem::line, CsvProblem::column, CsvProblem::reason)
                .containsExactly(
                        tuple(2L, "name", ErrorReason.REQUIRED),
                        tuple(2L, "count", ErrorReason.CSV_NUMBER),
                        tuple(2L, "day", ErrorReason.CSV_DATE),
                        tuple(2L, "flag", ErrorReason.CSV_FLAG),
                        tuple(2L, "term", ErrorReason.CSV_CHOICE),
                        tuple(3L, "name", ErrorReason.TOO_LONG),
                        tuple(3L, "count", ErrorReason.CSV_NUMBER),
                        tuple(3L, "day", ErrorReason.CSV_DATE),
                        tuple(3L, "flag", ErrorReason.REQUIRED),
                        tuple(3L, "term", ErrorReason.REQUIRED));
        assertThat(table.rows()).extracting(CsvRow::isSound).containsExactly(false, false, true);
        assertThat(table.problems().get(1).text()).isEqualTo("Enter a whole number from 1 to 10.");
        CsvRow good = table.rows().getLast();
        assertThat(good.integer("count", 1, 10)).isEqualTo(10);
        assertThat(good.date("day")).isEqualTo(LocalDate.of(2019, 4, 17));
        assertThat(good.flag("flag")).isTrue();
        assertThat(good.choice("term", LicenseTerm.class)).isEqualTo(LicenseTerm.TERM);
    }

    @Test
    void an_optional_value_may_be_empty_and_a_bad_one_is_told_once() {
        CsvTable table = read("name,quantity,end_date\nA,,\nB,x,soon\nC,-5,0099-01-01\n");
        List<CsvRow> rows = table.rows();

        assertThat(rows.get(0).optionalInteger("quantity", 0, 9)).isNull();
        assertThat(rows.get(0).optionalDate("end_date")).isNull();
        assertThat(table.problems()).isEmpty();
        rows.forEach(row -> {
            row.optionalInteger("quantity", 0, 9);
            row.optionalDate("end_date");
        });
        assertThat(table.problems()).extracting(CsvProblem::line).containsExactly(3L, 3L, 4L, 4L);
    }

    @Test
    void a_line_break_within_a_cell_is_no_text_of_one_line() {
        CsvTable table = read("name,quantity\n\"A\nB\",1\n");

        table.rows().getFirst().text("name", 20);

        assertThat(table.problems()).extracting(CsvProblem::reason).containsExactly(ErrorReason.BAD_CHARACTERS);
    }

    @Test
    void problems_past_the_thousandth_are_counted_only() {
        String rows = IntStream.range(0, 1_500).mapToObj(i -> "A,x\n").collect(Collectors.joining());
        CsvTable table = read("name,quantity\n" + rows);

        table.rows().forEach(row -> row.integer("quantity", 0, 1));

        assertThat(table.problems()).hasSize(1_000);
        assertThat(table.problemCount()).isEqualTo(1_500);
    }
}
