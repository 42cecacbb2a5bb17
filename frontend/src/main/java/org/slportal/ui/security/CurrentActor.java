package org.slportal.ui.security;

import com.vaadin.flow.server.VaadinRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.services.access.Actor;
import org.slportal.services.access.ActorService;
import org.slportal.services.error.PortalException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who is acting in this request, with the rights held right now. */
@Component
public class CurrentActor {

    private final ActorService actors;

    public CurrentActor(ActorService actors) {
        this.actors = actors;
    }

    /** @throws PortalException UNAUTHORIZED if nobody is signed in or the person was disabled meanwhile */
    public Actor get() {
        return actors.userActor(user().orElseThrow(PortalException::notAllowed).userId(), address());
    }

    public Optional<PortalUser> user() {
        @Nullable
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof PortalUser user
                ? Optional.of(user)
                : Optional.empty();
    }

    private static @Nullable String address() {
        @Nullable VaadinRequest request = VaadinRequest.getCurrent();
        return request == null ? null : request.getRemoteAddr();
    }
}
