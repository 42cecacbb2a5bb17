package org.slportal.ui.security;

import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.UserId;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;

/**
 * The way from the security page to the provider and back. That somebody wants to link, and who, is kept in the session on the server:
 * an address alone links nothing.
 */
@Component
public class OidcLinking {

    static final String INTENT = OidcLinking.class.getName();
    static final String OUTCOME = OidcOutcome.class.getName();
    static final Duration VALIDITY = Duration.ofMinutes(10);

    record Intent(long user, Instant until) implements Serializable {}

    private final OidcProvider provider;
    private final RealTime clock;

    OidcLinking(OidcProvider provider, RealTime clock) {
        this.provider = provider;
        this.clock = clock;
    }

    public boolean isOn() {
        return provider.isOn();
    }

    public String providerName() {
        return provider.properties().displayName();
    }

    /** After the password was confirmed. @return where to go, within this portal */
    public String begin(UserId user) {
        VaadinSession.getCurrent()
                .getSession()
                .setAttribute(INTENT, new Intent(user.value(), clock.instant().plus(VALIDITY)));
        return address();
    }

    static String address() {
        return OidcProvider.START.substring(1);
    }

    /** Once. */
    boolean takeIntent(@Nullable HttpSession session, PortalUser user) {
        if (session == null || !(session.getAttribute(INTENT) instanceof Intent intent)) {
            return false;
        }
        session.removeAttribute(INTENT);
        return intent.user() == user.id() && clock.instant().isBefore(intent.until());
    }

    static void leave(HttpSession session, OidcOutcome outcome) {
        session.setAttribute(OUTCOME, outcome);
    }

    /** What became of it, once. */
    public Optional<OidcOutcome> takeOutcome() {
        @Nullable VaadinSession vaadin = VaadinSession.getCurrent();
        @Nullable WrappedSession session = vaadin == null ? null : vaadin.getSession();
        if (session == null || !(session.getAttribute(OUTCOME) instanceof OidcOutcome outcome)) {
            return Optional.empty();
        }
        session.removeAttribute(OUTCOME);
        return Optional.of(outcome);
    }
}
