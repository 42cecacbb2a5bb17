package org.slportal.agent.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trustpoint of the switch.
 *
 * @param enrollment {@code terminal}, {@code pkcs12}, {@code selfsigned} or {@code url …}; null for none
 * @param revocation methods in the order they are tried: crl, none
 * @param further lines of it that change nothing here, kept so that they are shown again
 * @param certificate the CA certificate pasted into it, PEM; null for none
 */
public record TrustpointConfig(
        String name,
        @Nullable String enrollment,
        List<String> revocation,
        List<String> further,
        @Nullable String certificate) {

    /** The trustpoint licensing lives by. It holds the portal's root unless another certificate is pasted into it. */
    public static final String LICENSING = "SLA-TrustPoint";

    public static final String CRL = "crl";
    public static final String NONE = "none";

    /** As the vendor ships it: with a check of the revocation list. */
    public static final TrustpointConfig FACTORY =
            new TrustpointConfig(LICENSING, "pkcs12", List.of(CRL), List.of(), null);

    public TrustpointConfig {
        revocation = List.copyOf(revocation);
        further = List.copyOf(further);
    }

    public static TrustpointConfig named(String name) {
        return new TrustpointConfig(name, null, List.of(CRL), List.of(), null);
    }

    public TrustpointConfig withEnrollment(@Nullable String how) {
        return new TrustpointConfig(name, how, revocation, further, certificate);
    }

    public TrustpointConfig withRevocation(List<String> methods) {
        return new TrustpointConfig(name, enrollment, methods, further, certificate);
    }

    public TrustpointConfig withCertificate(String pem) {
        return new TrustpointConfig(name, enrollment, revocation, further, pem);
    }

    /** Takes the place of a line that starts with the same word. */
    public TrustpointConfig withLine(String word, @Nullable String rest) {
        List<String> lines = new ArrayList<>(further);
        lines.removeIf(line -> line.equals(word) || line.startsWith(word + " "));
        if (rest != null) {
            lines.add(rest.isEmpty() ? word : word + " " + rest);
        }
        return new TrustpointConfig(name, enrollment, revocation, lines, certificate);
    }
}
