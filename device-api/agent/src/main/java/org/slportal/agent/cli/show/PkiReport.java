package org.slportal.agent.cli.show;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slportal.agent.config.TrustpointConfig;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.DeviceTime;
import org.slportal.agent.engine.Identity;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.DeviceCertificate;

/** {@code show crypto pki certificates}. */
public final class PkiReport {

    private PkiReport() {}

    /** The device's own first, then those of its trustpoints. */
    public static List<String> certificates(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>();
        Identity identity = device.agent().state().identity();
        if (identity != null) {
            described("Certificate", read(identity.idCertificate()), TrustpointConfig.LICENSING, lines);
        }
        for (TrustpointConfig each : device.config().current().trustpoints()) {
            String pem = each.certificate();
            if (pem != null) {
                described("CA Certificate", read(pem), each.name(), lines);
            } else if (each.name().equals(TrustpointConfig.LICENSING)) {
                device.anchors().certificates().forEach(root -> described("CA Certificate", root, each.name(), lines));
            }
        }
        return lines;
    }

    private static DeviceCertificate read(String pem) {
        try {
            return DeviceCertificate.fromPem(pem);
        } catch (CertificateRefusedException e) {
            throw new IllegalStateException("A kept certificate cannot be read", e);
        }
    }

    private static void described(String kind, DeviceCertificate certificate, String trustpoint, List<String> lines) {
        lines.add(kind);
        lines.add("  Status: Available");
        lines.add("  Certificate Serial Number (hex): " + certificate.serialNumber());
        lines.add("  Certificate Usage: " + (certificate.isAuthority() ? "Signature" : "General Purpose"));
        lines.add("  Issuer: ");
        name(certificate.issuer(), lines);
        lines.add("  Subject: ");
        name(certificate.subject(), lines);
        lines.add("  Validity Date: ");
        lines.add("    start date: " + date(certificate.notBefore()));
        lines.add("    end   date: " + date(certificate.notAfter()));
        lines.add("  Associated Trustpoints: " + trustpoint + " ");
        lines.add("");
    }

    /** One part of the name a line, its key in small letters. */
    private static void name(String distinguished, List<String> lines) {
        for (String part : distinguished.split("(?<!\\\\),", -1)) {
            String[] pair = part.split("=", 2);
            lines.add("    " + pair[0].toLowerCase(Locale.ROOT) + "=" + (pair.length == 2 ? pair[1] : ""));
        }
    }

    private static String date(Instant instant) {
        return DeviceTime.clock(instant).replaceFirst("\\.\\d{3}", "");
    }
}
