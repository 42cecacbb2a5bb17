package org.slportal.services.identity;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-in by an OpenID Connect provider; as environment variables PORTAL_OIDC_ISSUER and so on. Off unless set; half set, the portal
 * does not start.
 *
 * @param issuer the provider, as its ID tokens call it; https, or http on this machine
 * @param clientId what the provider calls this portal
 * @param clientSecret empty: see clientSecretFile
 * @param clientSecretFile a file holding it instead
 * @param name of the provider, as it stands on the button; empty: the issuer's host
 * @param linkByEmail whether the first sign-in may find its person by an e-mail address the provider has verified
 * @param secondStep whether people who have a second factor here are asked for it, too
 */
@ConfigurationProperties("portal.oidc")
public record OidcProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String clientSecretFile,
        @DefaultValue("") String name,
        @DefaultValue("false") boolean linkByEmail,
        @DefaultValue("false") boolean secondStep) {

    private static final int MAX_ISSUER = 300;
    private static final int MAX_NAME = 60;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public OidcProperties {
        issuer = issuer.strip();
        name = name.strip();
        boolean wanted = !clientId.isEmpty() || !clientSecret.isEmpty() || !clientSecretFile.isEmpty();
        if (issuer.isEmpty() && (wanted || !name.isEmpty() || linkByEmail || secondStep)) {
            throw new OidcSettingsException("portal.oidc.issuer must be set where others of portal.oidc are.");
        }
        if (!issuer.isEmpty()) {
            checkIssuer(issuer);
            if (clientId.isEmpty()) {
                throw new OidcSettingsException("portal.oidc.client-id must be set where portal.oidc.issuer is.");
            }
            if (clientSecret.isEmpty() == clientSecretFile.isEmpty()) {
                throw new OidcSettingsException(
                        "One of portal.oidc.client-secret and portal.oidc.client-secret-file must be set, and not both.");
            }
            if (name.length() > MAX_NAME) {
                throw new OidcSettingsException("portal.oidc.name has more than " + MAX_NAME + " characters.");
            }
        }
    }

    private static void checkIssuer(String issuer) {
        try {
            URI uri = new URI(issuer);
            if (!isTrusted(uri)
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null
                    || issuer.length() > MAX_ISSUER) {
                throw new OidcSettingsException(
                        "portal.oidc.issuer must be an https address without query (http only on this machine): "
                                + issuer);
            }
        } catch (URISyntaxException e) {
            throw new OidcSettingsException("portal.oidc.issuer is not an address: " + issuer, e);
        }
    }

    /** Whether what is sent there can be read by nobody on the way. */
    public static boolean isTrusted(URI uri) {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
    }

    public boolean isOn() {
        return !issuer.isEmpty();
    }

    /** What people read: the name, or else the host. */
    public String displayName() {
        return name.isEmpty() ? hostOf(issuer) : name;
    }

    /** What people read of a provider that may not be set any more. */
    public String displayName(String otherIssuer) {
        return otherIssuer.equals(issuer) ? displayName() : hostOf(otherIssuer);
    }

    private static String hostOf(String issuer) {
        return issuer.isEmpty() ? "" : URI.create(issuer).getHost();
    }

    /** Read anew each time, so that a file may be replaced while the portal runs. */
    public String secret() {
        if (clientSecretFile.isEmpty()) {
            return clientSecret;
        }
        try {
            String secret = Files.readString(Path.of(clientSecretFile)).strip();
            if (secret.isEmpty()) {
                throw new OidcSettingsException("portal.oidc.client-secret-file is empty: " + clientSecretFile);
            }
            return secret;
        } catch (IOException e) {
            throw new OidcSettingsException("portal.oidc.client-secret-file cannot be read: " + clientSecretFile, e);
        }
    }

    @Override
    public String toString() {
        return "OidcProperties[" + issuer + "]";
    }
}
