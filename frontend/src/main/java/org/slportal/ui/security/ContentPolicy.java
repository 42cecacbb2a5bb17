package org.slportal.ui.security;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;

/**
 * The Content Security Policy. Inline scripts run only with the page's own nonce; {@code unsafe-eval} stays because the framework
 * builds functions from the server's expressions, inline styles because components position their overlays with them.
 */
@Component
public class ContentPolicy implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String EVERYTHING_ELSE =
            "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'"
                    + "; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    static String withoutScripts() {
        return "default-src 'self'; script-src 'self'" + EVERYTHING_ELSE;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        if (event.getSource().getDeploymentConfiguration().isProductionMode()) {
            event.addIndexHtmlRequestListener(ContentPolicy::addNonce);
        }
    }

    private static void addNonce(IndexHtmlResponse response) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String nonce = Base64.getEncoder().encodeToString(bytes);
        for (Element script : response.getDocument().getElementsByTag("script")) {
            script.attr("nonce", nonce);
        }
        response.getVaadinResponse()
                .setHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'" + EVERYTHING_ELSE);
    }
}
