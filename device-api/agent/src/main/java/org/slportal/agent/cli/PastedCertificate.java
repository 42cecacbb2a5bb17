package org.slportal.agent.cli;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.DeviceCertificate;

/** A CA certificate typed or pasted in Base64, and the question whether it is the right one. */
final class PastedCertificate implements Dialogue {

    private static final int MOST = 65_536;

    private final Consumer<String> accepted;
    private final StringBuilder typed = new StringBuilder();

    /** @param accepted gets the certificate in PEM once the user has said yes */
    PastedCertificate(Consumer<String> accepted) {
        this.accepted = accepted;
    }

    @Override
    public String prompt() {
        return "";
    }

    @Override
    public @Nullable Dialogue take(String line, List<String> out) {
        String bare = line.strip();
        if (!bare.isEmpty() && !bare.equalsIgnoreCase("quit")) {
            if (typed.length() + bare.length() < MOST) {
                typed.append(bare).append('\n');
            }
            return this;
        }
        try {
            String pem = pem(typed.toString());
            DeviceCertificate certificate = DeviceCertificate.fromPem(pem);
            if (!certificate.isAuthority()) {
                throw new CertificateRefusedException("not the certificate of an authority");
            }
            out.add("Certificate has the following attributes:");
            out.add("       Fingerprint MD5: " + certificate.fingerprint("MD5"));
            out.add("      Fingerprint SHA1: " + certificate.fingerprint("SHA-1"));
            out.add("");
            return Dialogue.question(
                    "% Do you accept this certificate? [yes/no]: ",
                    (yes, printed) -> {
                        if (yes) {
                            accepted.accept(pem);
                            printed.add("Trustpoint CA certificate accepted.");
                            printed.add("% Certificate successfully imported");
                        } else {
                            printed.add("% CA certificate not accepted.");
                        }
                        printed.add("");
                    });
        } catch (CertificateRefusedException e) {
            out.add("% Error in saving certificate: status = FAIL (" + e.getMessage() + ")");
            out.add("");
            return null;
        }
    }

    /** With the lines PEM wants around it, which may be left out. */
    private static String pem(String base64) {
        return base64.startsWith("-----BEGIN")
                ? base64
                : "-----BEGIN CERTIFICATE-----\n" + base64 + "-----END CERTIFICATE-----\n";
    }
}
