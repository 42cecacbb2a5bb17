package org.slportal.agent.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.TrustAnchors;
import picocli.CommandLine.Option;

/** Where the portal is and why to believe it. */
final class PortalOptions {

    private static final String CALL_HOME_PATH = "/its/service/oddce/services/DDCEService";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "https://localhost:8443" + CALL_HOME_PATH,
            description =
                    "Call-home address of a switch's first start; a bare https://HOST:PORT gets the usual path. Default: ${DEFAULT-VALUE}")
    String url = "";

    @Option(
            names = "--trust-anchor",
            paramLabel = "FILE",
            required = true,
            description = "PEM file with the portal's root certificate (SLA-TrustPoint).")
    @Nullable
    Path trustAnchor;

    @Option(
            names = "--follow-clock",
            paramLabel = "URL",
            description =
                    "Follow a lab's clock, such as https://localhost:8443/lab/clock; without it the switches live in real time.")
    @Nullable
    String followClock;

    String callHomeUrl() {
        return withPath(url);
    }

    static String withPath(String url) {
        try {
            URI uri = URI.create(url);
            if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
                throw new UsageException("--url must be an https address: " + url);
            }
            String path = uri.getPath();
            return path == null || path.isEmpty() || path.equals("/")
                    ? "https://" + uri.getAuthority() + CALL_HOME_PATH
                    : url;
        } catch (IllegalArgumentException e) {
            throw new UsageException("Not an address: " + url, e);
        }
    }

    TrustAnchors anchors() {
        if (trustAnchor == null) {
            throw new UsageException("--trust-anchor is needed");
        }
        return read(trustAnchor);
    }

    static TrustAnchors read(Path file) {
        try {
            return TrustAnchors.fromFile(file);
        } catch (IOException e) {
            throw new UsageException("The trust anchor " + file + " cannot be read", e);
        } catch (CertificateRefusedException e) {
            throw new UsageException("The trust anchor " + file + " is unusable: " + e.getMessage(), e);
        }
    }
}
