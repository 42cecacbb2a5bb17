package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.ui.component.Pill;

/** Authorization status in words and colour. */
final class Statuses {

    private Statuses() {}

    static Component pill(Component reader, @Nullable AuthorizationStatus status) {
        if (status == null) {
            Span none = new Span(reader.getTranslation("status.none"));
            none.addClassName("muted");
            return none;
        }
        Pill.Tone tone = switch (status) {
            case AUTHORIZED -> Pill.Tone.GOOD;
            case OUT_OF_COMPLIANCE, INVALID_TAG -> Pill.Tone.DANGER;
            case AUTHORIZATION_EXPIRED, NOT_AUTHORIZED -> Pill.Tone.WARN;
        };
        return new Pill(tone, reader.getTranslation("status." + status.name()));
    }
}
