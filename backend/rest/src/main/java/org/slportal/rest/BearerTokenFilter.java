package org.slportal.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.slportal.services.access.Actor;
import org.slportal.services.client.ApiClientService;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns a bearer token into the {@link Actor} it speaks for, and gives every answer a request id. */
final class BearerTokenFilter extends OncePerRequestFilter {

    static final String ACTOR = "portal.actor";

    private static final String PREFIX = "bearer ";

    private final ApiClientService clients;

    BearerTokenFilter(ApiClientService clients) {
        this.clients = clients;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Request-Id", UUID.randomUUID().toString());
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            clients.authenticate(header.substring(PREFIX.length()).strip(), request.getRemoteAddr())
                    .ifPresent(actor -> {
                        request.setAttribute(ACTOR, actor);
                        var context = SecurityContextHolder.createEmptyContext();
                        context.setAuthentication(
                                UsernamePasswordAuthenticationToken.authenticated(actor.name(), null, List.of()));
                        SecurityContextHolder.setContext(context);
                    });
        }
        chain.doFilter(request, response);
    }
}
