package org.slportal.services.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slportal.services.error.ErrorReason;

/**
 * One line of data. Reading a bad value adds a problem to the file and answers a stand-in, so that the next value can be
 * looked at too: use what was read only if {@link #isSound}.
 */
public final class CsvRow {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** As the portal prints it: 2019-Apr-17. */
    private static final DateTimeFormatter PORTAL = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuu-MMM-dd")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private final long line;
    private final List<String> fields;
    private final Map<String, Integer> positions;
    private final CsvProblems problems;
    private boolean sound = true;

    CsvRow(long line, List<String> fields, Map<String, Integer> positions, CsvProblems problems) {
        this.line = line;
        this.fields = fields;
        this.positions = positions;
        this.problems = problems;
    }

    /** Where the row begins, counted from 1 as an editor shows it. */
    public long line() {
        return line;
    }

    /** Whether no problem was found in this row so far. */
    public boolean isSound() {
        return sound;
    }

    /** Adds a problem of this row. */
    public void problem(@Nullable String column, ErrorReason reason, Object... arguments) {
        sound = false;
        problems.add(line, column, reason, arguments);
    }

    /** The cell as it stands; empty if the file does not have the column. */
    public String raw(String column) {
        Integer position = positions.get(CsvColumns.key(column));
        return position == null || position >= fields.size() ? "" : CsvText.plain(fields.get(position));
    }

    /** Text that may be empty, at most {@code max} characters after stripping. */
    public String text(String column, int max) {
        String text = raw(column).strip();
        if (text.length() > max) {
            problem(column, ErrorReason.TOO_LONG, max);
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            problem(column, ErrorReason.BAD_CHARACTERS);
        }
        return text;
    }

    /** Text that must not be empty. */
    public String required(String column, int max) {
        String text = text(column, max);
        if (text.isEmpty()) {
            problem(column, ErrorReason.REQUIRED);
        }
        return text;
    }

    /** A whole number from {@code min} to {@code max}. */
    public int integer(String column, int min, int max) {
        Integer value = optionalInteger(column, min, max);
        if (value == null && raw(column).isBlank()) {
            problem(column, ErrorReason.REQUIRED);
        }
        return value == null ? min : value;
    }

    /** Like {@link #integer}; null where the cell is empty. */
    public @Nullable Integer optionalInteger(String column, int min, int max) {
        String text = raw(column).strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        problem(column, ErrorReason.CSV_NUMBER, min, max);
        return null;
    }

    /** A day, as 2019-04-17 or as 2019-Apr-17. */
    public LocalDate date(String column) {
        LocalDate value = optionalDate(column);
        if (value == null && raw(column).isBlank()) {
            problem(column, ErrorReason.REQUIRED);
        }
        return value == null ? LocalDate.EPOCH : value;
    }

    /** Like {@link #date}; null where the cell is empty. */
    public @Nullable LocalDate optionalDate(String column) {
        String text = raw(column).strip();
        if (text.isEmpty()) {
            return null;
        }
        LocalDate day = day(text, ISO);
        if (day == null) {
            day = day(text, PORTAL);
        }
        if (day == null) {
            problem(column, ErrorReason.CSV_DATE);
        }
        return day;
    }

    private static @Nullable LocalDate day(String text, DateTimeFormatter form) {
        try {
            LocalDate day = LocalDate.parse(text, form);
            // What a column of the database and a person's calendar can hold.
            return day.getYear() >= 1900 && day.getYear() <= 9999 ? day : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** True or false; yes and no will do, in any case. */
    public boolean flag(String column) {
        return switch (raw(column).strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            case "" -> {
                problem(column, ErrorReason.REQUIRED);
                yield false;
            }
            default -> {
                problem(column, ErrorReason.CSV_FLAG);
                yield false;
            }
        };
    }

    /** One of the names of a type, in any case. */
    public <E extends Enum<E>> E choice(String column, Class<E> type) {
        E[] values = type.getEnumConstants();
        String text = raw(column).strip();
        for (E value : values) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        problem(
                column,
                text.isEmpty() ? ErrorReason.REQUIRED : ErrorReason.CSV_CHOICE,
                Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", ")));
        return values[0];
    }
}
