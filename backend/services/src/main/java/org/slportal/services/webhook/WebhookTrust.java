package org.slportal.services.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose certificates receivers may have: what Java trusts, and the roots the portal is given for receivers in its own house. */
@Component
class WebhookTrust {

    private final SSLSocketFactory sockets;

    /** @throws IllegalStateException for a file that cannot be read or holds no certificate: the portal does not start with it */
    WebhookTrust(WebhookProperties properties) {
        Path own = properties.trustAnchors();
        try {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            int number = 0;
            for (Certificate certificate : ofJava()) {
                anchors.setCertificateEntry("java-" + number++, certificate);
            }
            if (own != null) {
                for (Certificate certificate : read(own)) {
                    anchors.setCertificateEntry("own-" + number++, certificate);
                }
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(anchors), null);
            sockets = context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The certificates webhooks trust cannot be read"
                            + (own == null ? "" : ", portal.webhooks.trust-anchors: " + own),
                    e);
        }
    }

    SSLSocketFactory sockets() {
        return sockets;
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("No certificate in the file");
            }
            return certificates;
        }
    }

    private static Collection<? extends Certificate> ofJava() throws GeneralSecurityException {
        return Arrays.stream(managers(null))
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                .toList();
    }

    private static TrustManager[] managers(@Nullable KeyStore anchors) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        return factory.getTrustManagers();
    }
}
