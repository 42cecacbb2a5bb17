package org.slportal.app;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Health is asked for by machines that cannot sign in. It says UP or DOWN and nothing else. */
@Configuration(proxyBeanMethods = false)
class HealthSecurity {

    @Bean
    @Order(3)
    SecurityFilterChain health(HttpSecurity http) {
        return http.securityMatcher("/actuator/health", "/actuator/health/*")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
