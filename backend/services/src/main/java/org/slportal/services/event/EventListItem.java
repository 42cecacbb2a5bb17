package org.slportal.services.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.EventId;
import org.slportal.services.access.ActorKind;

/** A row of an event log. */
public record EventListItem(
        EventId id,
        EventCode code,
        Map<String, String> parameters,
        Outcome outcome,
        ActorKind actorKind,
        String actorName,
        @Nullable String virtualAccount,
        Instant occurredAt) {}
