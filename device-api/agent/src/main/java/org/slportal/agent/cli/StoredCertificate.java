package org.slportal.agent.cli;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.DeviceCertificate;

/** A certificate in hexadecimal, as the configuration writes it out. */
final class StoredCertificate implements Dialogue {

    private static final int MOST = 65_536;

    private final Consumer<String> read;
    private final StringBuilder hex = new StringBuilder();

    /** @param read gets the certificate in PEM */
    StoredCertificate(Consumer<String> read) {
        this.read = read;
    }

    @Override
    public String prompt() {
        return "";
    }

    @Override
    public @Nullable Dialogue take(String line, List<String> out) {
        String bare = line.replaceAll("\\s", "");
        if (!bare.equalsIgnoreCase("quit")) {
            if (hex.length() + bare.length() < MOST) {
                hex.append(bare);
            }
            return this;
        }
        try {
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(HexFormat.of().parseHex(hex))
                    + "\n-----END CERTIFICATE-----\n";
            DeviceCertificate.fromPem(pem);
            read.accept(pem);
        } catch (CertificateRefusedException | IllegalArgumentException e) {
            out.add("% Invalid certificate");
        }
        return null;
    }
}
