package org.slportal.services.error;

import org.jspecify.annotations.Nullable;

/** Checks of what people type, the same for every edge. Each returns the cleaned value. */
public final class Checks {

    private Checks() {}

    /** Text that must not be empty, at most {@code max} characters after stripping. */
    public static String required(String field, @Nullable String value, int max) {
        String text = optional(field, value, max);
        if (text.isEmpty()) {
            throw PortalException.rejected(field, ErrorReason.REQUIRED);
        }
        return text;
    }

    /** Text that may be empty; null becomes empty. */
    public static String optional(String field, @Nullable String value, int max) {
        String text = value == null ? "" : value.strip();
        if (text.length() > max) {
            throw PortalException.rejected(field, ErrorReason.TOO_LONG, max);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw PortalException.rejected(field, ErrorReason.BAD_CHARACTERS);
        }
        return text;
    }
}
