package org.slportal.protocol;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What every field of a message is held against while its record is made. */
final class Fields {

    /** A PEM certificate or CSR with a 4096-bit key is below 4 KiB; the rest is room for extensions. */
    static final int MAX_PEM = 16_384;

    private static final Pattern SERIAL = Pattern.compile("[0-9A-Fa-f]{1,64}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,20}");
    private static final Pattern NONCE = Pattern.compile("[0-9]{1,20}");
    /** 9999-12-31T23:59:59.999Z: later instants are nobody's clock. */
    private static final long LAST_INSTANT = 253_402_300_799_999L;

    private Fields() {}

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidFieldException(field, "The " + field + " field is required.");
        }
        return value;
    }

    static String text(String field, @Nullable String value, int maxLength) {
        String present = required(field, value);
        if (present.isBlank()) {
            throw new InvalidFieldException(field, "The " + field + " field is required.");
        }
        return atMost(field, present, maxLength);
    }

    static @Nullable String optionalText(String field, @Nullable String value, int maxLength) {
        return value == null ? null : atMost(field, value, maxLength);
    }

    private static String atMost(String field, String value, int maxLength) {
        if (value.length() > maxLength) {
            throw new InvalidFieldException(
                    field, "The " + field + " field may not be longer than " + maxLength + " characters.");
        }
        return value;
    }

    static <T> List<T> list(String field, @Nullable List<T> value, int maxSize) {
        List<T> present = required(field, value);
        if (present.size() > maxSize) {
            throw new InvalidFieldException(
                    field, "The " + field + " field may not have more than " + maxSize + " items.");
        }
        for (T item : present) {
            required(field, item);
        }
        return List.copyOf(present);
    }

    static <T> List<T> optionalList(String field, @Nullable List<T> value, int maxSize) {
        return value == null ? List.of() : list(field, value, maxSize);
    }

    static int count(String field, int value) {
        if (value < 0 || value > 1_000_000) {
            throw new InvalidFieldException(field, "The " + field + " field must be between 0 and 1000000.");
        }
        return value;
    }

    static long epochMillis(String field, long value) {
        if (value <= 0 || value > LAST_INSTANT) {
            throw new InvalidFieldException(field, "The " + field + " field must be a time in epoch milliseconds.");
        }
        return value;
    }

    static String nonce(@Nullable String value) {
        return matching("nonce", required("nonce", value), NONCE, "1 to 20 decimal digits");
    }

    static String word(String field, @Nullable String value) {
        return matching(field, required(field, value), WORD, "1 to 20 letters, digits, _ or -");
    }

    static long pollId(long value) {
        if (value <= 0) {
            throw new InvalidFieldException("poll_id", "The poll_id field must be a positive number.");
        }
        return value;
    }

    static @Nullable String serial(String field, @Nullable String value) {
        return value == null || value.isEmpty()
                ? null
                : matching(field, value, SERIAL, "1 to 64 hexadecimal digits").toUpperCase(Locale.ROOT);
    }

    private static String matching(String field, String value, Pattern shape, String shapeInWords) {
        if (!shape.matcher(value).matches()) {
            throw new InvalidFieldException(field, "The " + field + " field must be " + shapeInWords + ".");
        }
        return value;
    }

    /** Makes a domain value; what the domain refuses becomes a field error with the domain's own sentence. */
    static <T> T domainValue(String field, String text, Function<String, T> constructor) {
        try {
            return constructor.apply(text);
        } catch (IllegalArgumentException refused) {
            throw new InvalidFieldException(field, String.valueOf(refused.getMessage()));
        }
    }
}
