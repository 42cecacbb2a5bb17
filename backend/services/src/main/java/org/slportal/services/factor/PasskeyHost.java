package org.slportal.services.factor;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The name a browser reached the portal under. A passkey belongs to one. */
public record PasskeyHost(String rpId, String origin) implements Serializable {

    private static final String LOCAL = "localhost";

    /**
     * @param own the portal's host names; the Host header may name anything
     * @return empty for addresses, for names that are not the portal's, and where browsers offer no passkeys: plain HTTP elsewhere than
     *     on this machine
     */
    public static Optional<PasskeyHost> of(String scheme, String host, int port, List<String> own) {
        String name = host.toLowerCase(Locale.ROOT);
        Set<String> known = new HashSet<>(Set.of(LOCAL));
        own.forEach(one -> known.add(one.strip().toLowerCase(Locale.ROOT)));
        boolean secure = scheme.equals("https") || name.equals(LOCAL);
        if (!known.contains(name) || isAddress(name) || !secure) {
            return Optional.empty();
        }
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return Optional.of(new PasskeyHost(name, scheme + "://" + name + (usual ? "" : ":" + port)));
    }

    private static boolean isAddress(String name) {
        return name.contains(":") || name.startsWith("[") || name.matches("[0-9.]+");
    }
}
