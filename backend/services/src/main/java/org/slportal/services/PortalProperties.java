package org.slportal.services;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slportal.pki.KeyAlgorithm;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The portal's own settings; as environment variables PORTAL_DATA_DIR, PORTAL_HTTP_PORT and so on.
 *
 * @param dataDir where keys, the embedded database and public files are kept
 * @param listen address to listen on; loopback unless told otherwise
 * @param httpPort port of the plain HTTP listener: user interface on loopback, certificates and revocation lists for all
 * @param httpsPort port of everything
 * @param hostNames names and addresses for the TLS certificate, besides localhost
 * @param publicHttpUrl base of the revocation list URL in certificates; empty: made of the first host name and the HTTP port
 * @param keyStorePassword password of the PKCS#12 files; empty: a random one kept beside them
 * @param keyStorePasswordFile a file holding it instead
 * @param lab lab mode: the clock can be moved, conversions can be undone
 * @param signingKey algorithm of the key that signs answers to devices
 * @param dlcLatency how long a device-led conversion waits before it is carried out
 */
@ConfigurationProperties("portal")
public record PortalProperties(
        Path dataDir,
        @DefaultValue("127.0.0.1") String listen,
        @DefaultValue("8080") int httpPort,
        @DefaultValue("8443") int httpsPort,
        @DefaultValue("") List<String> hostNames,
        @DefaultValue("") String publicHttpUrl,
        @DefaultValue("") String keyStorePassword,
        @DefaultValue("") String keyStorePasswordFile,
        @DefaultValue("false") boolean lab,
        @DefaultValue("EC_P256") KeyAlgorithm signingKey,
        @DefaultValue("PT1M") Duration dlcLatency) {

    @Override
    public String toString() {
        return "PortalProperties[" + dataDir + "]";
    }

    /** What the revocation list URL in certificates starts with. */
    public String revocationBaseUrl() {
        if (!publicHttpUrl.isEmpty()) {
            return publicHttpUrl;
        }
        String host =
                hostNames.stream().filter(name -> !name.isBlank()).findFirst().orElse("localhost");
        return "http://" + host + ":" + httpPort;
    }
}
