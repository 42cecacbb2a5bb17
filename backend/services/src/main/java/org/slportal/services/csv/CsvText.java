package org.slportal.services.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180, CRLF, comma) row by row, so that the length of an export costs no memory.
 *
 * <p>A text that a spreadsheet would run as a formula gets a leading apostrophe, which {@link CsvTable} takes away again.
 * Numbers given as numbers stay numbers, negative ones too.
 */
public final class CsvText implements Closeable, Flushable {

    /** Characters that make a spreadsheet compute a cell; the wide ones come from East Asian keyboards. */
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final char APOSTROPHE = '\'';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CsvWriter csv;

    private CsvText(Writer out) {
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
    }

    public static CsvText to(Writer out) {
        return new CsvText(out);
    }

    /** UTF-8. */
    public static CsvText to(OutputStream out) {
        return new CsvText(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** UTF-8 with the mark by which Excel recognises it; without, Excel takes Korean for another encoding. */
    public static CsvText forExcel(OutputStream out) {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
            writer.write(BYTE_ORDER_MARK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CsvText(writer);
    }

    /**
     * One line. Numbers are written as they are, null as an empty cell, everything else as text.
     *
     * @throws UncheckedIOException the reader has gone away
     */
    public CsvText row(@Nullable Object... cells) {
        List<String> texts = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            texts.add(cell(cell));
        }
        return write(texts);
    }

    /** Like {@link #row(Object...)}, for texts. */
    public CsvText row(List<String> cells) {
        return write(cells.stream().map(CsvText::safe).toList());
    }

    private CsvText write(List<String> cells) {
        csv.writeRecord(cells);
        return this;
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Number number -> number.toString();
            default -> safe(value.toString());
        };
    }

    /** The text as a cell may hold it. */
    static String safe(String text) {
        return startsFormula(text) ? APOSTROPHE + text : text;
    }

    /** The text a cell holds: undoes {@link #safe}. */
    static String plain(String cell) {
        return cell.length() > 1 && cell.charAt(0) == APOSTROPHE && startsFormula(cell) ? cell.substring(1) : cell;
    }

    // Apostrophes before the formula are skipped: else the text '=1 and the safe form of =1 would look alike.
    private static boolean startsFormula(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == APOSTROPHE) {
            at++;
        }
        return at < text.length() && STARTS_A_FORMULA.indexOf(text.charAt(at)) >= 0;
    }

    /** Writes out what is held back and leaves the stream open, for those who did not open it. */
    public void finish() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
