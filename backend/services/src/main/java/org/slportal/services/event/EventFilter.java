package org.slportal.services.event;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LicenseId;
import org.slportal.services.access.ActorKind;

/**
 * Which events; null for any.
 *
 * @param codes of one of these kinds; empty for all
 * @param text part of a value named in the message or of the actor's name; empty for all
 * @param from the earliest moment
 * @param before the first moment no more
 * @param piid of a product instance, which may be gone
 */
public record EventFilter(
        Set<EventCode> codes,
        String text,
        @Nullable ActorKind actor,
        @Nullable Outcome outcome,
        @Nullable Instant from,
        @Nullable Instant before,
        @Nullable LicenseId license,
        @Nullable String piid) {

    public static final EventFilter ALL = new EventFilter(Set.of(), "");

    public EventFilter(Set<EventCode> codes, String text) {
        this(codes, text, null, null, null, null, null, null);
    }
}
