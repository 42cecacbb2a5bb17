package org.slportal.agent.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.check.PortalAccess;
import org.slportal.agent.identity.TrustAnchors;

/** A file that says where the portal is, as whom to use it, and why to believe it. */
final class Credentials {

    private final Properties given;
    private final TrustAnchors anchors;

    private Credentials(Properties given, TrustAnchors anchors) {
        this.given = given;
        this.anchors = anchors;
    }

    /** @param file with url, account, client-id, client-secret, trust-anchor; a relative trust anchor lies beside it */
    static Credentials read(@Nullable Path file) throws IOException {
        if (file == null || !Files.isReadable(file)) {
            throw new UsageException("The credentials file " + file + " cannot be read; start the demo portal first");
        }
        Properties given = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            given.load(reader);
        }
        Path anchor = Path.of(property(given, "trust-anchor"));
        Path beside = file.toAbsolutePath().getParent();
        return new Credentials(
                given, PortalOptions.read(anchor.isAbsolute() || beside == null ? anchor : beside.resolve(anchor)));
    }

    TrustAnchors anchors() {
        return anchors;
    }

    /** For what is done in the Smart Account as a whole. */
    PortalAccess access() {
        return access("");
    }

    /** For what is done in the one Virtual Account the file names. */
    PortalAccess withVirtualAccount() {
        return access(property(given, "virtual-account"));
    }

    private PortalAccess access(String virtualAccount) {
        return new PortalAccess(
                property(given, "url").replaceFirst("/+$", ""),
                property(given, "account"),
                virtualAccount,
                property(given, "client-id"),
                property(given, "client-secret"));
    }

    private static String property(Properties given, String name) {
        String value = given.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new UsageException("The credentials file lacks " + name);
        }
        return value.strip();
    }
}
