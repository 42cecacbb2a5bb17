package org.slportal.ui.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.services.access.ActorService;
import org.slportal.services.error.PortalException;
import org.slportal.services.identity.IdentityService;
import org.slportal.services.identity.IdentitySignIn;
import org.slportal.services.identity.ProvenIdentity;
import org.slportal.services.session.SignInMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;

/**
 * Back from the provider. What it says is turned into a person of this portal at once: to everything behind this filter there is no
 * difference between somebody it signed in and somebody with a password.
 */
final class OidcCallback extends AbstractAuthenticationProcessingFilter {

    private final OidcProvider provider;
    private final IdentityService identities;
    private final OidcLinking linking;
    private final ActorService actors;
    /** Asked for its proof only; what follows from it is decided here. */
    private final OAuth2LoginAuthenticationFilter proof;

    OidcCallback(
            OidcProvider provider,
            AuthorizationRequestRepository<OAuth2AuthorizationRequest> asked,
            IdentityService identities,
            OidcLinking linking,
            ActorService actors) {
        super(OidcProvider.BACK);
        this.provider = provider;
        this.identities = identities;
        this.linking = linking;
        this.actors = actors;
        AuthenticationManager exchange = OidcExchange.with(
                provider,
                subject -> identities.wantsAddress(provider.properties().issuer(), subject));
        setAuthenticationManager(exchange);
        proof = new OAuth2LoginAuthenticationFilter(provider, OidcExchange.KEEP_NOTHING, OidcProvider.BACK);
        proof.setAuthorizationRequestRepository(asked);
        proof.setAuthenticationManager(exchange);
    }

    /** @return null when the answer is given already */
    @Override
    public @Nullable Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        PortalUser here = OidcFailures.here();
        if (here == null) {
            return signIn(proven(request, response), request);
        }
        // Nobody becomes somebody else in the middle of a session.
        boolean wanted = linking.takeIntent(request.getSession(false), here);
        if (wanted) {
            OidcLinking.leave(request.getSession(), link(here, request, response));
        }
        try {
            response.sendRedirect(request.getContextPath() + (wanted ? OidcFailures.SECURITY_PAGE : "/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }

    private OidcOutcome link(PortalUser here, HttpServletRequest request, HttpServletResponse response) {
        try {
            identities.link(actors.userActor(here.userId(), request.getRemoteAddr()), proven(request, response));
            return OidcOutcome.LINKED;
        } catch (AuthenticationException | PortalException failure) {
            return OidcFailures.tell(failure);
        }
    }

    private ProvenIdentity proven(HttpServletRequest request, HttpServletResponse response) {
        try {
            if (proof.attemptAuthentication(request, response).getPrincipal() instanceof OidcUser user) {
                return OidcExchange.proven(provider, user);
            }
            throw new IllegalStateException("Whoever the provider vouches for has no ID token");
        } catch (IllegalArgumentException malformed) {
            // A claim of a kind it cannot be: as the library says it.
            throw new OidcMalformed(malformed);
        }
    }

    private Authentication signIn(ProvenIdentity proven, HttpServletRequest request) {
        return switch (identities.signIn(proven, request.getRemoteAddr())) {
            case IdentitySignIn.SignedIn(var id, var userName) -> {
                request.getSession().setAttribute(BrowserSessions.METHOD, SignInMethod.OIDC);
                yield UsernamePasswordAuthenticationToken.authenticated(
                        new PortalUser(id.value(), userName), null, List.of(new SimpleGrantedAuthority("ROLE_USER")));
            }
            case IdentitySignIn.SecondStepNeeded(var id, var userName) -> throw new SecondStepNeeded(id, userName);
            case IdentitySignIn.Refused() -> throw new OidcRefusal(OidcOutcome.UNKNOWN, Duration.ZERO);
            case IdentitySignIn.Throttled(var wait) -> throw new OidcRefusal(OidcOutcome.THROTTLED, wait);
        };
    }
}
