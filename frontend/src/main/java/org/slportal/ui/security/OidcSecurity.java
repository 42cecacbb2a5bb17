package org.slportal.ui.security;

import java.util.List;
import org.slportal.services.access.ActorService;
import org.slportal.services.identity.IdentityService;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/** The way to the provider and back, as filters; none where no provider is set. */
@Component
class OidcSecurity {

    private final OidcProvider provider;
    private final IdentityService identities;
    private final OidcLinking linking;
    private final ActorService actors;
    private final SecondStep secondStep;
    private final SecurityContextHolderStrategy contexts;

    OidcSecurity(
            OidcProvider provider,
            IdentityService identities,
            OidcLinking linking,
            ActorService actors,
            SecondStep secondStep,
            SecurityContextHolderStrategy contexts) {
        this.provider = provider;
        this.identities = identities;
        this.linking = linking;
        this.actors = actors;
        this.secondStep = secondStep;
        this.contexts = contexts;
    }

    /** After the guard of the sessions: somebody whose sign-in was ended from elsewhere must not link anything any more. */
    void addTo(HttpSecurity http) {
        if (!provider.isOn()) {
            return;
        }
        var asked = new HttpSessionOAuth2AuthorizationRequestRepository();
        var failures = new OidcFailures(secondStep);
        var callback = new OidcCallback(provider, asked, identities, linking, actors);
        callback.setAuthenticationFailureHandler(failures);
        callback.setAuthenticationSuccessHandler(new SavedRequestAwareAuthenticationSuccessHandler());
        callback.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        callback.setSecurityContextHolderStrategy(contexts);
        // A session planted in the browser beforehand is worth nothing afterwards.
        callback.setSessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(List.of(
                new ChangeSessionIdAuthenticationStrategy(),
                new CsrfAuthenticationStrategy(new HttpSessionCsrfTokenRepository()))));
        http.addFilterBefore(new OidcStart(provider, asked, failures), AnonymousAuthenticationFilter.class);
        http.addFilterBefore(callback, AnonymousAuthenticationFilter.class);
    }
}
