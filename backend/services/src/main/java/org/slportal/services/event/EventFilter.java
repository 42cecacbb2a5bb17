package org.slportal.services.event;

import org.jspecify.annotations.Nullable;

/** @param text part of a value named in the message or of the actor's name; empty for all */
public record EventFilter(@Nullable EventCode code, String text) {

    public static final EventFilter ALL = new EventFilter(null, "");
}
