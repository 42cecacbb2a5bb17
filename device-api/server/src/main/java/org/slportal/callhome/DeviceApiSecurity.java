package org.slportal.callhome;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.util.matcher.RegexRequestMatcher;

/**
 * Devices prove themselves in the message, by token or signature: no session, no cookie, no CSRF token. Paths are case sensitive;
 * anything else that looks like a device's path is not found, rather than a page of the user interface.
 */
@Configuration(proxyBeanMethods = false)
class DeviceApiSecurity {

    private static final String LOOKS_LIKE_A_DEVICES_PATH =
            "(?i)/((its|transportgateway|smarttransport|pki)(/.*)?|lab/clock/?)";

    @Bean
    @Order(1)
    SecurityFilterChain deviceApi(HttpSecurity http) throws Exception {
        return http.securityMatcher(RegexRequestMatcher.regexMatcher(LOOKS_LIKE_A_DEVICES_PATH))
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .requestCache(cache -> cache.disable())
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                CallHomeController.DIRECT_PATH,
                                CallHomeController.GATEWAY_PATH,
                                CallHomeController.SMART_TRANSPORT_PATH,
                                "/pki/*",
                                LabClockController.PATH)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND)))
                .build();
    }
}
