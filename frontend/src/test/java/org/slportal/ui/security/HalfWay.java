package org.slportal.ui.security;

import com.vaadin.flow.server.VaadinSession;
import java.time.Instant;
import java.util.Objects;
import org.slportal.services.access.Actor;
import org.springframework.security.test.context.TestSecurityContextHolder;

/** Somebody whose password was right, before the second step. */
public final class HalfWay {

    private HalfWay() {}

    /** In the session of the pages that are tested; nobody is signed in from here on. */
    public static void begin(Actor person, Instant now) {
        TestSecurityContextHolder.clearContext();
        long id = Objects.requireNonNull(person.userId()).value();
        VaadinSession.getCurrent()
                .getSession()
                .setAttribute(
                        HalfSignedIn.ATTRIBUTE, new HalfSignedIn(id, person.name(), now.plus(HalfSignedIn.VALIDITY)));
    }
}
