package org.slportal.ui.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.services.identity.OidcProperties;
import org.slportal.services.lab.RealTime;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * The one provider the portal may have. What it says about itself is asked for when somebody signs in, not when the portal starts:
 * the portal must start while the provider is down.
 */
@Component
class OidcProvider implements ClientRegistrationRepository {

    static final String ID = "oidc";
    static final String START = "/login/oidc";
    static final String BACK = "/login/oidc/callback";

    /** After this long it is asked again; if it does not answer then, what it said before holds. */
    static final Duration KEPT = Duration.ofHours(1);
    /** A provider that is down must not make everybody wait for it. */
    static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(OidcProvider.class);
    private static final ParameterizedTypeReference<Map<String, Object>> JSON = new ParameterizedTypeReference<>() {};

    private record Known(ClientRegistration registration, JwtDecoder decoder, Instant askAgain) {}

    private record Failed(OidcUnavailable why, Instant askAgain) {}

    private final OidcProperties properties;
    private final RealTime clock;
    private final ClientHttpRequestFactory requests;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;
    private volatile @Nullable Failed failed;

    OidcProvider(OidcProperties properties, RealTime clock) {
        this.properties = properties;
        this.clock = clock;
        // Redirects are not followed: only where the operator's issuer points may be asked.
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(ANSWER);
        this.requests = factory;
        if (properties.isOn()) {
            // Refuses to start without its secret.
            properties.secret();
        }
    }

    boolean isOn() {
        return properties.isOn();
    }

    OidcProperties properties() {
        return properties;
    }

    /** With time limits, for whatever is asked of the provider. */
    ClientHttpRequestFactory requests() {
        return requests;
    }

    /** @throws OidcUnavailable if the provider does not say where to go */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return isOn() && ID.equals(id) ? known().registration() : null;
    }

    /** Of ID tokens. @throws OidcUnavailable if the provider does not say where its keys are */
    JwtDecoder decoder() {
        return known().decoder();
    }

    private Known known() {
        Known before = known;
        if (before != null && clock.instant().isBefore(before.askAgain())) {
            return before;
        }
        asking.lock();
        try {
            return ask();
        } finally {
            asking.unlock();
        }
    }

    private Known ask() {
        Instant now = clock.instant();
        Known before = known;
        if (before != null && now.isBefore(before.askAgain())) {
            return before;
        }
        Failed lately = failed;
        if (lately == null || !now.isBefore(lately.askAgain())) {
            try {
                Known fresh = load(now);
                known = fresh;
                failed = null;
                return fresh;
            } catch (OidcUnavailable e) {
                log.warn("The OpenID Connect provider {} cannot be used: {}", properties.issuer(), reason(e));
                lately = new Failed(e, now.plus(BETWEEN_ATTEMPTS));
                failed = lately;
            }
        }
        if (before != null) {
            return before;
        }
        throw lately.why();
    }

    private static String reason(OidcUnavailable failure) {
        Throwable cause = failure.getCause();
        String text = cause == null ? failure.getMessage() : cause.getMessage();
        return String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
    }

    private Known load(Instant now) {
        try {
            Map<String, Object> metadata = RestClient.builder()
                    .requestFactory(requests)
                    .build()
                    .get()
                    .uri(URI.create(properties.issuer().replaceFirst("/+$", "") + "/.well-known/openid-configuration"))
                    .retrieve()
                    .body(JSON);
            if (metadata == null || !properties.issuer().equals(metadata.get("issuer"))) {
                throw new IllegalArgumentException("it does not call itself by the issuer that is set");
            }
            ClientRegistration registration = ClientRegistrations.fromOidcConfiguration(metadata)
                    .registrationId(ID)
                    .clientId(properties.clientId())
                    .clientSecret(properties.secret())
                    .redirectUri("{baseUrl}" + BACK)
                    .scope(List.of("openid", "email", "profile"))
                    .clientSettings(ClientRegistration.ClientSettings.builder()
                            .requireProofKey(true)
                            .build())
                    .build();
            var details = registration.getProviderDetails();
            requireTrusted(details.getAuthorizationUri());
            requireTrusted(details.getTokenUri());
            requireTrusted(details.getJwkSetUri());
            requireTrusted(details.getUserInfoEndpoint().getUri());
            return new Known(registration, decoder(registration), now.plus(KEPT));
        } catch (RuntimeException e) {
            throw new OidcUnavailable("The provider's metadata cannot be used", e);
        }
    }

    private static void requireTrusted(@Nullable String address) {
        if (address != null && !address.isEmpty() && !OidcProperties.isTrusted(URI.create(address))) {
            throw new IllegalArgumentException("one of its addresses is not https");
        }
    }

    /**
     * Asymmetric signatures only: nothing can be signed with what the portal itself knows, and nothing is right unsigned. Times by the
     * world's clock, not the lab's.
     */
    private JwtDecoder decoder(ClientRegistration registration) {
        String keys = registration.getProviderDetails().getJwkSetUri();
        if (keys == null) {
            throw new IllegalArgumentException("it does not say where its keys are");
        }
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                .restOperations(new RestTemplate(requests))
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock.source().withZone(ZoneOffset.UTC));
        OidcIdTokenValidator token = new OidcIdTokenValidator(registration);
        token.setClock(clock.source().withZone(ZoneOffset.UTC));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, token));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }
}
