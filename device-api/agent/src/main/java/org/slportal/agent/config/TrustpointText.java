package org.slportal.agent.config;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Trustpoints and pasted certificates as the commands that make them. */
final class TrustpointText {

    private static final int BYTES_A_LINE = 32;

    private TrustpointText() {}

    static void add(DeviceConfig config, List<String> lines) {
        if (config.trustpoint(TrustpointConfig.LICENSING).isEmpty()) {
            lines.add("no crypto pki trustpoint " + TrustpointConfig.LICENSING);
        }
        for (TrustpointConfig each : config.trustpoints()) {
            lines.add("crypto pki trustpoint " + each.name());
            if (each.enrollment() != null) {
                lines.add(" enrollment " + each.enrollment());
            }
            each.further().forEach(line -> lines.add(" " + line));
            lines.add(" revocation-check " + String.join(" ", each.revocation()));
            lines.add("!");
        }
        for (TrustpointConfig each : config.trustpoints()) {
            String pem = each.certificate();
            if (pem != null) {
                lines.add("crypto pki certificate chain " + each.name());
                certificate(der(pem), lines);
                lines.add("!");
            }
        }
    }

    private static void certificate(byte[] der, List<String> lines) {
        lines.add(" certificate ca " + serialNumber(der));
        for (int at = 0; at < der.length; at += BYTES_A_LINE) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = at; i < Math.min(der.length, at + BYTES_A_LINE); i++) {
                line.append(i % 4 == 0 ? " " : "").append(String.format(Locale.ROOT, "%02X", der[i]));
            }
            lines.add(line.toString());
        }
        lines.add("  quit");
    }

    private static String serialNumber(byte[] der) {
        try {
            return ((X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)))
                    .getSerialNumber()
                    .toString(16)
                    .toUpperCase(Locale.ROOT);
        } catch (CertificateException e) {
            throw new IllegalStateException("A trustpoint holds something that is no certificate", e);
        }
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
