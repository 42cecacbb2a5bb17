package org.slportal.ui.security;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.slportal.services.lab.RealTime;
import org.slportal.services.user.SignInService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * The last filter chain: everything the device and management endpoints did not claim. Sessions get a new id at sign-in (Spring's
 * default), requests carry Vaadin's own CSRF token, HSTS is sent over https only.
 */
@Configuration
public class UiSecurity {

    private static final String SIGN_IN = "/login";
    /** Vaadin's pages are forwarded to and committed out of the filter's sight; written late, the headers would be lost. */
    private static final ObjectPostProcessor<HeaderWriterFilter> EAGERLY = new ObjectPostProcessor<>() {
        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    };

    @Bean
    AuthenticationProvider passwordSignIn(SignInService signIn, RealTime clock) {
        return new PasswordSignIn(signIn, clock);
    }

    @Bean
    @Order(100)
    SecurityFilterChain userInterface(
            HttpSecurity http,
            AuthenticationProvider passwordSignIn,
            SecondStep secondStep,
            BrowserSessions sessions,
            OidcSecurity provider,
            VaadinDefaultRequestCache asked) {
        asked.setDelegateRequestCache(cleanAddresses());
        http.authenticationProvider(passwordSignIn);
        http.authorizeHttpRequests(requests -> requests.requestMatchers("/portal.css", "/favicon.svg", "/lumo/**")
                .permitAll());
        http.formLogin(form -> form.loginPage(SIGN_IN).failureHandler((request, response, failure) -> {
            if (failure instanceof SecondStepNeeded needed) {
                secondStep.begin(request, needed.user(), needed.userName());
                response.sendRedirect(request.getContextPath() + "/login/second");
            } else {
                backToSignIn(request, response, failure);
            }
        }));
        http.addFilterBefore(new SessionGuard(sessions), AnonymousAuthenticationFilter.class);
        provider.addTo(http);
        http.headers(headers -> headers.addObjectPostProcessor(EAGERLY));
        http.headers(headers -> headers.contentTypeOptions(Customizer.withDefaults())
                .frameOptions(frame -> frame.deny())
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                .contentSecurityPolicy(policy -> policy.policyDirectives(ContentPolicy.withoutScripts())));
        return http.with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView(LoginView.class, SIGN_IN)
                                // The router answers unknown addresses with a page, where the default would be a bare
                                // 403.
                                .anyRequest(request -> request.authenticated()))
                .build();
    }

    /** What was asked for before signing in, without the mark that would stand in the address afterwards. */
    // null is documented as "no mark", and not annotated.
    @SuppressWarnings("NullAway")
    private static RequestCache cleanAddresses() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    private static void backToSignIn(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String query = failure instanceof SignInRefusal refusal
                ? "reason=" + refusal.reason().name().toLowerCase(Locale.ROOT) + "&wait=" + refusal.waitSeconds()
                : "reason=refused&wait=0";
        response.sendRedirect(request.getContextPath() + "/login?" + query);
    }
}
