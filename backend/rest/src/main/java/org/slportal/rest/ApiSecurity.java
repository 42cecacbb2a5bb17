package org.slportal.rest;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import org.slportal.services.client.ApiClientService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Bearer tokens only: no session, no cookie, hence no CSRF token. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    @Bean
    @Order(2)
    SecurityFilterChain managementApi(HttpSecurity http, ApiClientService clients) throws Exception {
        return http.securityMatcher("/services/**", "/as/**", "/oauth2/**", "/oauth/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .requestCache(cache -> cache.disable())
                .addFilterBefore(new BearerTokenFilter(clients), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/services/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(new UnauthorizedEntryPoint()))
                .build();
    }
}
