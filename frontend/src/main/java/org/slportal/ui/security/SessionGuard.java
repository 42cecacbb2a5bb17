package org.slportal.ui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nobody through whose sign-in was ended from elsewhere: the request goes on as nobody's. */
final class SessionGuard extends OncePerRequestFilter {

    private final BrowserSessions sessions;

    SessionGuard(BrowserSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        @Nullable HttpSession session = request.getSession(false);
        if (session != null
                && authentication != null
                && authentication.getPrincipal() instanceof PortalUser user
                && !sessions.use(request, session, user)) {
            BrowserSessions.invalidate(session);
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }
}
