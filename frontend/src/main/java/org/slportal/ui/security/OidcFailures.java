package org.slportal.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.services.session.SignInMethod;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Leads back to where somebody came from, with a word about why: the sign-in page, or the security page for who is signed in. */
final class OidcFailures implements AuthenticationFailureHandler {

    static final String SECURITY_PAGE = "/preferences/security";

    private static final Logger log = LoggerFactory.getLogger(OidcFailures.class);

    private final SecondStep secondStep;

    OidcFailures(SecondStep secondStep) {
        this.secondStep = secondStep;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof SecondStepNeeded needed) {
            secondStep.begin(request, needed.user(), needed.userName(), SignInMethod.OIDC);
            response.sendRedirect(request.getContextPath() + "/login/second");
            return;
        }
        OidcOutcome outcome = tell(failure);
        @Nullable HttpSession session = request.getSession(false);
        if (session != null && here() != null) {
            OidcLinking.leave(session, outcome);
            response.sendRedirect(request.getContextPath() + SECURITY_PAGE);
            return;
        }
        long wait = failure instanceof OidcRefusal refusal ? refusal.waitSeconds() : 0;
        response.sendRedirect(request.getContextPath() + "/login?" + OidcSignIn.OUTCOME + "="
                + outcome.name().toLowerCase(Locale.ROOT) + (wait > 0 ? "&" + OidcSignIn.WAIT + "=" + wait : ""));
    }

    /** For the operator, what the person is not told. */
    static OidcOutcome tell(Exception failure) {
        OidcOutcome outcome = OidcOutcome.of(failure);
        if (outcome == OidcOutcome.FAILED || outcome == OidcOutcome.DOWN) {
            log.warn(
                    "A sign-in by the OpenID Connect provider came to nothing: {}",
                    String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}", " "));
        }
        return outcome;
    }

    /** Who is signed in. */
    static @Nullable PortalUser here() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof PortalUser user ? user : null;
    }
}
