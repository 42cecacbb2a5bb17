package org.slportal.ui.security;

import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.domain.id.SignInSessionId;
import org.slportal.services.session.LiveSessions;
import org.slportal.services.session.SignInMethod;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Ties this node's browser sessions to the sign-ins in the database. What was ended there ends here at the next request, and within
 * seconds where a page is only listening: its push connection goes with the session.
 */
@Component
public class BrowserSessions implements HttpSessionListener {

    static final String ID = BrowserSessions.class.getName();
    /** How somebody is signing in, until their first request; a password, if nobody says. */
    static final String METHOD = SignInMethod.class.getName();

    private static final String OWNER = ID + ".owner";

    private static final Logger log = LoggerFactory.getLogger(BrowserSessions.class);

    private final LiveSessions sessions;
    private final Map<SignInSessionId, HttpSession> here = new ConcurrentHashMap<>();

    public BrowserSessions(LiveSessions sessions) {
        this.sessions = sessions;
    }

    /** @return whether the session may go on; the first request after signing in begins its row */
    boolean use(HttpServletRequest request, HttpSession session, PortalUser user) {
        synchronized (WebUtils.getSessionMutex(session)) {
            SignInSessionId id = id(session);
            if (id != null && !Long.valueOf(user.id()).equals(session.getAttribute(OWNER))) {
                // Somebody else signed in over the one before: what is ended for one must not go on as the other.
                here.remove(id);
                sessions.end(id);
                id = null;
            }
            if (id == null) {
                SignInMethod method =
                        session.getAttribute(METHOD) instanceof SignInMethod known ? known : SignInMethod.PASSWORD;
                session.removeAttribute(METHOD);
                session.setAttribute(OWNER, user.id());
                id = sessions.start(user.userId(), method, request.getRemoteAddr(), request.getHeader("User-Agent"));
                session.setAttribute(ID, id.value());
                here.put(id, session);
                return true;
            }
            here.putIfAbsent(id, session);
            return sessions.use(id);
        }
    }

    /** The sign-in of the page that asks; null where there is none. */
    public @Nullable SignInSessionId current() {
        @Nullable VaadinSession session = VaadinSession.getCurrent();
        return session != null
                        && session.getSession() != null
                        && session.getSession().getAttribute(ID) instanceof Long id
                ? new SignInSessionId(id)
                : null;
    }

    /** One query for all sessions of this node. */
    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT2S")
    public void endRevoked() {
        if (here.isEmpty()) {
            return;
        }
        Set<SignInSessionId> known = Set.copyOf(here.keySet());
        Set<SignInSessionId> alive = sessions.alive(known);
        for (SignInSessionId id : known) {
            HttpSession session = here.get(id);
            if (session != null && !alive.contains(id)) {
                here.remove(id);
                invalidate(session);
            }
        }
    }

    static void invalidate(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException gone) {
            log.debug("A session to be ended had ended already", gone);
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        SignInSessionId id = id(event.getSession());
        if (id != null) {
            here.remove(id);
            sessions.end(id);
        }
    }

    private static @Nullable SignInSessionId id(HttpSession session) {
        return session.getAttribute(ID) instanceof Long id ? new SignInSessionId(id) : null;
    }
}
