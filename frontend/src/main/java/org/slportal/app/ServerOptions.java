package org.slportal.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What "up" and "demo" have in common. An option left out leaves the choice to the environment. */
final class ServerOptions {

    private static final int HTTP_PORT = 8080;
    private static final int HTTPS_PORT = 8443;

    @Option(names = "--data", paramLabel = "DIR", description = "where keys, database and public files are kept")
    @Nullable
    Path data;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            arity = "0..1",
            fallbackValue = "0.0.0.0",
            description = "open the portal to the network (all addresses, or the one given)")
    @Nullable
    String listen;

    @Option(names = "--http-port", paramLabel = "PORT", description = "plain HTTP, default 8080")
    @Nullable
    Integer httpPort;

    @Option(names = "--https-port", paramLabel = "PORT", description = "HTTPS, default 8443")
    @Nullable
    Integer httpsPort;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description = "names and addresses for the TLS certificate, besides localhost")
    @Nullable
    String hostNames;

    /** As Spring properties. @param defaultData directory below the user's data directory */
    Map<String, Object> properties(String defaultData) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Path chosen = data;
        if (chosen != null) {
            properties.put("portal.data-dir", chosen.toAbsolutePath().toString());
        } else if (System.getenv("PORTAL_DATA_DIR") == null) {
            properties.put(
                    "portal.data-dir", DataDirectories.standard(defaultData).toString());
        }
        put(properties, "portal.listen", listen);
        put(properties, "portal.http-port", httpPort);
        put(properties, "portal.https-port", httpsPort);
        put(properties, "portal.host-names", hostNames);
        return properties;
    }

    private static void put(Map<String, Object> properties, String key, @Nullable Object value) {
        if (value != null) {
            properties.put(key, value.toString());
        }
    }

    /** Tells of a port in use before anything else is started. @return null if both are free */
    @Nullable
    String portInUse() {
        String address = listen != null ? listen : environment("PORTAL_LISTEN", "127.0.0.1");
        String http = inUse(address, httpPort, "PORTAL_HTTP_PORT", HTTP_PORT, "--http-port");
        return http != null ? http : inUse(address, httpsPort, "PORTAL_HTTPS_PORT", HTTPS_PORT, "--https-port");
    }

    private static @Nullable String inUse(
            String address, @Nullable Integer option, String variable, int standard, String flag) {
        int port = option != null ? option : Integer.parseInt(environment(variable, Integer.toString(standard)));
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return null;
        } catch (IOException e) {
            return "Port " + port + " of " + address + " cannot be used (" + e.getMessage() + "). Choose another with "
                    + flag + ", or stop what uses it.";
        }
    }

    private static String environment(String variable, String standard) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? standard : value;
    }
}
