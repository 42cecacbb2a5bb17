package org.slportal.ui.security;

import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slportal.services.lab.RealTime;
import org.slportal.services.session.SignInMethod;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** Between the right password and the session it opens. */
@Component
public class SecondStep {

    private final RealTime clock;

    public SecondStep(RealTime clock) {
        this.clock = clock;
    }

    /** After the right password. The session gets a new id: one planted in the browser beforehand is worth nothing. */
    void begin(HttpServletRequest request, long user, String userName) {
        begin(request, user, userName, SignInMethod.PASSWORD);
    }

    /** @param first how the first step was done */
    void begin(HttpServletRequest request, long user, String userName, SignInMethod first) {
        request.getSession();
        request.changeSessionId();
        request.getSession()
                .setAttribute(
                        HalfSignedIn.ATTRIBUTE,
                        new HalfSignedIn(user, userName, clock.instant().plus(HalfSignedIn.VALIDITY), first));
    }

    Optional<HalfSignedIn> pending() {
        return VaadinSession.getCurrent().getSession().getAttribute(HalfSignedIn.ATTRIBUTE) instanceof HalfSignedIn half
                        && clock.instant().isBefore(half.until())
                ? Optional.of(half)
                : Optional.empty();
    }

    void forget() {
        VaadinSession.getCurrent().getSession().removeAttribute(HalfSignedIn.ATTRIBUTE);
    }

    /** Signs in, in the middle of a page's request. @return where to go next, within this portal */
    String complete(PortalUser user, SignInMethod method) {
        HttpServletRequest request = VaadinServletRequest.getCurrent().getHttpServletRequest();
        HttpServletResponse response = VaadinServletResponse.getCurrent().getHttpServletResponse();
        request.changeSessionId();
        SignInMethod whole = request.getSession().getAttribute(HalfSignedIn.ATTRIBUTE) instanceof HalfSignedIn half
                ? half.method(method)
                : method;
        request.getSession().removeAttribute(HalfSignedIn.ATTRIBUTE);
        request.getSession().setAttribute(BrowserSessions.METHOD, whole);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        Authentication authentication = UsernamePasswordAuthenticationToken.authenticated(
                user, null, List.of(new SimpleGrantedAuthority("ROLE_USER")));
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        // The token of before may be known to whoever planted the session.
        new CsrfAuthenticationStrategy(new HttpSessionCsrfTokenRepository())
                .onAuthentication(authentication, request, response);
        HttpSessionRequestCache asked = new HttpSessionRequestCache();
        SavedRequest saved = asked.getRequest(request, response);
        asked.removeRequest(request, response);
        return saved == null ? "" : local(saved.getRedirectUrl(), request.getContextPath());
    }

    /** Path and query only: whatever host the request named, the way leads back here. */
    private static String local(String url, String contextPath) {
        URI asked = URI.create(url);
        String path = asked.getRawPath() == null ? "" : asked.getRawPath();
        String inside = path.startsWith(contextPath + "/") ? path.substring(contextPath.length() + 1) : "";
        String clean = inside.replaceFirst("^/+", "");
        return asked.getRawQuery() == null ? clean : clean + "?" + asked.getRawQuery();
    }
}
