package org.slportal.services.event;

import org.jspecify.annotations.Nullable;

/** @param piid of one product instance; null for all @param text part of a value named in the message or of the actor's name; empty for all */
public record EventFilter(
        @Nullable EventCode code, String text, @Nullable String piid) {

    public static final EventFilter ALL = new EventFilter(null, "");

    public EventFilter(@Nullable EventCode code, String text) {
        this(code, text, null);
    }

    /** Of one product instance, also in Virtual Accounts it was in before. */
    public EventFilter about(String device) {
        return new EventFilter(code, text, device);
    }
}
