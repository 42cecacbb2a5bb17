package org.slportal.ui.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sends the browser to the provider, with state, nonce and PKCE; what they must be when it comes back stays in the session. */
final class OidcStart extends OncePerRequestFilter {

    private static final RequestMatcher HERE =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, OidcProvider.START);

    private final OAuth2AuthorizationRequestResolver resolver;
    private final AuthorizationRequestRepository<OAuth2AuthorizationRequest> asked;
    private final AuthenticationFailureHandler failures;

    OidcStart(
            OidcProvider provider,
            AuthorizationRequestRepository<OAuth2AuthorizationRequest> asked,
            AuthenticationFailureHandler failures) {
        this.resolver = new DefaultOAuth2AuthorizationRequestResolver(provider);
        this.asked = asked;
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!HERE.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        @Nullable OAuth2AuthorizationRequest wanted;
        try {
            wanted = resolver.resolve(request, OidcProvider.ID);
        } catch (OidcUnavailable down) {
            failures.onAuthenticationFailure(request, response, down);
            return;
        }
        if (wanted == null) {
            throw new IllegalStateException("The provider is on and has no registration");
        }
        asked.saveAuthorizationRequest(wanted, request, response);
        response.sendRedirect(wanted.getAuthorizationRequestUri());
    }
}
