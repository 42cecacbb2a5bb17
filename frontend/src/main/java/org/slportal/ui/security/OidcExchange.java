package org.slportal.ui.security;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slportal.services.identity.ProvenIdentity;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimAccessor;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** A code for an ID token, and the ID token for who somebody is. Spring Security's own parts, with this portal's time limits. */
final class OidcExchange {

    /** Whoever signed in is known by then: the provider's tokens are of no further use and kept nowhere. */
    static final OAuth2AuthorizedClientRepository KEEP_NOTHING = new OAuth2AuthorizedClientRepository() {
        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication whose, jakarta.servlet.http.HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication whose,
                jakarta.servlet.http.HttpServletRequest request,
                jakarta.servlet.http.HttpServletResponse response) {
            // Nothing is kept.
        }

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication whose,
                jakarta.servlet.http.HttpServletRequest request,
                jakarta.servlet.http.HttpServletResponse response) {
            // Nothing was kept.
        }
    };

    private OidcExchange() {}

    /** @param needsAddress of which subjects it is worth knowing: whether somebody can be found by an address the ID token leaves out */
    static AuthenticationManager with(OidcProvider provider, Predicate<String> needsAddress) {
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(provider.requests())
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(HttpStatusCode::is5xxServerError, (request, response) -> {
                    throw new ResourceAccessException(
                            "HTTP " + response.getStatusCode().value());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        RestTemplate rest = new RestTemplate(provider.requests());
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService claims = new DefaultOAuth2UserService();
        claims.setRestOperations(rest);
        OidcUserService people = new OidcUserService();
        people.setOauth2UserService(claims);
        people.setRetrieveUserInfo(request -> request.getIdToken().getEmail() == null
                && hasMore(request)
                && needsAddress.test(subject(request.getIdToken())));
        var exchange = new OidcAuthorizationCodeAuthenticationProvider(tokens, people);
        exchange.setJwtDecoderFactory(registration -> provider.decoder());
        return new ProviderManager(exchange);
    }

    /** Not every provider puts the address into the ID token. */
    private static boolean hasMore(OidcUserRequest request) {
        String address = request.getClientRegistration()
                .getProviderDetails()
                .getUserInfoEndpoint()
                .getUri();
        return address != null && !address.isEmpty();
    }

    static ProvenIdentity proven(OidcProvider provider, OidcUser user) {
        String subject = subject(user);
        String label = subject;
        for (@Nullable String text : Arrays.asList(user.getFullName(), user.getPreferredUsername(), user.getEmail())) {
            label = text == null || text.isBlank() ? label : text;
        }
        return new ProvenIdentity(
                provider.properties().issuer(),
                subject,
                label,
                Boolean.TRUE.equals(user.getEmailVerified()) ? user.getEmail() : null);
    }

    private static String subject(IdTokenClaimAccessor token) {
        String subject = token.getSubject();
        if (subject == null) {
            throw new IllegalArgumentException("An ID token without subject");
        }
        return subject;
    }
}
