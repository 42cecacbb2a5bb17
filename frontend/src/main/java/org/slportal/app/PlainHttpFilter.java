package org.slportal.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.slportal.services.PortalProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Over the network, plain HTTP serves only certificates, revocation lists and the lab clock, which devices must be able to fetch before they trust
 * anything. Browsers are sent to HTTPS; anything else is refused. On the machine itself plain HTTP serves everything.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainHttpFilter extends OncePerRequestFilter {

    /** One file below /pki, nothing that could climb out of it; and the lab clock, which is nobody's secret. */
    private static final Pattern PUBLIC_FILE = Pattern.compile("/pki/[a-z]+\\.[a-z]+|/lab/clock");

    private final PortalProperties properties;

    PlainHttpFilter(PortalProperties properties) {
        this.properties = properties;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.isSecure()
                || PUBLIC_FILE.matcher(request.getRequestURI()).matches()
                || InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            chain.doFilter(request, response);
        } else if ("GET".equals(request.getMethod())) {
            response.setStatus(308);
            response.setHeader(
                    "Location",
                    "https://" + request.getServerName() + ":" + properties.httpsPort() + request.getRequestURI());
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "Use HTTPS");
        }
    }
}
