package org.slportal.agent.cli.show;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slportal.agent.config.DeviceConfig;
import org.slportal.agent.config.NetworkConfig.TimeZone;
import org.slportal.agent.config.TrustpointConfig;
import org.slportal.agent.config.WireConfig;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.DeviceTime;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.DeviceCertificate;

/** What the configuration makes of the switch's messages, clock and trustpoints. */
public final class WireReport {

    private WireReport() {}

    /** Two blocks of {@code show license status}. */
    static List<String> privacyAndTransport(SimulatedSwitch device) {
        WireConfig wire = device.config().current().wire();
        List<String> lines = new ArrayList<>(List.of(
                "Data Privacy:",
                "  Sending Hostname: " + (wire.hidesHostname() ? "no" : "yes"),
                "    Callhome hostname privacy: " + enabled(wire.callHomePrivacy()),
                "    Smart Licensing hostname privacy: " + enabled(wire.smartPrivacy()),
                "  Version privacy: " + enabled(wire.versionPrivacy()),
                "",
                "Transport:",
                "  Type: " + wire.transport().shown()));
        if (wire.transport() == WireConfig.Transport.SMART) {
            DeviceConfig.HttpProxy proxy = device.config().current().network().httpProxy();
            lines.add("  URL: " + wire.smartUrlInForce());
            lines.add("  Proxy:");
            lines.add("    " + (proxy == null ? "Not Configured" : "Address: " + proxy.host()));
            if (proxy != null) {
                lines.add("    Port: " + proxy.port());
            }
        }
        lines.add("");
        return lines;
    }

    private static String enabled(boolean on) {
        return on ? "ENABLED" : "DISABLED";
    }

    /** In the configured time zone; all other times of the switch are in UTC. */
    static List<String> clock(SimulatedSwitch device) {
        TimeZone zone = device.config().current().network().timeZone();
        return List.of(
                zone == null
                        ? DeviceTime.clock(device.clock().instant())
                        : DeviceTime.clock(
                                device.clock().instant().plus(Duration.ofMinutes(zone.offsetMinutes())), zone.name()));
    }

    /** {@code show crypto pki trustpoints}. */
    public static List<String> trustpoints(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>();
        for (TrustpointConfig each : device.config().current().trustpoints()) {
            lines.add("Trustpoint " + each.name() + ":");
            String pem = each.certificate();
            if (pem != null) {
                lines.add("    Subject Name: ");
                lines.add("    " + subject(pem));
            } else if (each.name().equals(TrustpointConfig.LICENSING)) {
                lines.add("    Factory installed licensing root");
            } else {
                lines.add("    Not authenticated.");
            }
            lines.add("    Revocation check: " + String.join(" ", each.revocation()));
            lines.add("");
        }
        return lines;
    }

    private static String subject(String pem) {
        try {
            return DeviceCertificate.fromPem(pem).subject();
        } catch (CertificateRefusedException e) {
            throw new IllegalStateException("A trustpoint holds something that is no certificate", e);
        }
    }
}
