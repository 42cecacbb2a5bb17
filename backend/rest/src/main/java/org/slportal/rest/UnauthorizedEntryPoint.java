package org.slportal.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Tells a client without a valid token so, in the API's envelope: clients parse every answer as JSON. */
final class UnauthorizedEntryPoint implements AuthenticationEntryPoint {

    private static final String BODY =
            "{\"status\":\"ERROR\",\"statusMessage\":\"The access token is missing, unknown or expired.\",\"code\":\"UNAUTHORIZED\"}";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException error)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader("WWW-Authenticate", "Bearer");
        response.setContentType("application/json");
        response.getOutputStream().write(BODY.getBytes(StandardCharsets.UTF_8));
    }
}
