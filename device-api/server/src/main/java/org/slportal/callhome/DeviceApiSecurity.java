package org.slportal.callhome;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Devices prove themselves in the message, by token or signature: no session, no cookie, no CSRF token. */
@Configuration(proxyBeanMethods = false)
class DeviceApiSecurity {

    @Bean
    @Order(1)
    SecurityFilterChain deviceApi(HttpSecurity http) throws Exception {
        return http.securityMatcher("/its/**", "/Transportgateway/**", "/SmartTransport", "/pki/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .requestCache(cache -> cache.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
