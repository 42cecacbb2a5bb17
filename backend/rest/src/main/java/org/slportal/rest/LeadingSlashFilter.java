package org.slportal.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Real clients join a base URL that ends in a slash with a path that begins with one, and ask for {@code //services/api/…}. Spring
 * Security's firewall refuses such a path, and rightly so: it stays as strict as it is. Only the extra slashes in front of the API's
 * own prefix are dropped, before the firewall and every rule see the path; any other doubled slash is still refused.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LeadingSlashFilter extends OncePerRequestFilter {

    private static final String PREFIX = "/services/api/";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String uri = request.getRequestURI();
        int extra = 0;
        while (uri.startsWith("//", extra)) {
            extra++;
        }
        boolean ours = extra > 0 && uri.startsWith(PREFIX, extra);
        chain.doFilter(ours ? new Shortened(request, uri.substring(extra)) : request, response);
    }

    /** The container has mapped the path without the extra slashes already; only its raw text still has them. */
    private static final class Shortened extends HttpServletRequestWrapper {

        private final String uri;

        Shortened(HttpServletRequest request, String uri) {
            super(request);
            this.uri = uri;
        }

        @Override
        public String getRequestURI() {
            return uri;
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            return url.replace(url.length() - super.getRequestURI().length(), url.length(), uri);
        }
    }
}
