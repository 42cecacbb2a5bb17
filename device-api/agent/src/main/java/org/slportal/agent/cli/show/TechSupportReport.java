package org.slportal.agent.cli.show;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.Attempt;
import org.slportal.agent.engine.DeviceTime;
import org.slportal.agent.engine.Identity;
import org.slportal.agent.engine.LicensingState;
import org.slportal.agent.identity.CertificateRefusedException;
import org.slportal.agent.identity.DeviceCertificate;
import org.slportal.agent.platform.Hardware;
import org.slportal.protocol.ConnectInfo;

/** {@code show license tech-support}, which {@code show tech-support license} prints too. */
public final class TechSupportReport {

    private TechSupportReport() {}

    public static List<String> techSupport(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>(LicenseReport.all(device));
        jobs(device, lines);
        communication(device.agent().state(), lines);
        certificates(device.agent().state().identity(), lines);
        highAvailability(device.hardware(), lines);
        other(device, lines);
        return lines;
    }

    private static void jobs(SimulatedSwitch device, List<String> lines) {
        LicensingState state = device.agent().state();
        Identity identity = state.identity();
        LicenseReport.headline("Upcoming Scheduled Jobs", lines);
        lines.add("Current time: " + DeviceTime.stamp(device.clock().instant()));
        lines.add("Authorization Renewal: " + scheduled(state.authorization().nextAttempt()));
        if (ConversionReport.isConvertible(device)) {
            lines.add("License Conversion: " + scheduled(state.conversion().nextAttempt()));
        }
        lines.add((identity == null ? "Registration: " : "ID Certificate Renewal: ")
                + scheduled(state.registration().nextAttempt()));
        lines.add("Authorization Expiration: " + scheduled(state.authorization().deadline()));
        lines.add("ID Certificate Expiration: " + scheduled(identity == null ? null : identity.expiresAt()));
        lines.add("");
    }

    private static void communication(LicensingState state, List<String> lines) {
        LicenseReport.headline("Communication Statistics", lines);
        attempt("Registration", state.registration().initial(), lines);
        attempt("ID Certificate Renewal", state.registration().lastRenewal(), lines);
        attempt("Authorization", state.authorization().last(), lines);
        lines.add("");
    }

    private static void attempt(String what, @Nullable Attempt last, List<String> lines) {
        lines.add(what + ":");
        if (last == null) {
            lines.add("  Last Attempt: <none>");
            return;
        }
        lines.add("  Last Attempt: " + last.outcome() + " on " + DeviceTime.stamp(last.at()));
        lines.add("  Last Failure Reason: " + (last.failureReason() == null ? "<none>" : last.failureReason()));
    }

    private static void certificates(@Nullable Identity identity, List<String> lines) {
        LicenseReport.headline("License Certificates", lines);
        lines.add("Production Cert: True");
        if (identity == null) {
            lines.add("Not registered. No certificates installed");
        } else {
            certificate("ID Cert", identity.idCertificate(), lines);
            identity.signingCertificates().stream()
                    .findFirst()
                    .ifPresent(pem -> certificate("Signing Cert", pem, lines));
        }
        lines.add("");
    }

    private static void certificate(String name, String pem, List<String> lines) {
        try {
            DeviceCertificate certificate = DeviceCertificate.fromPem(pem);
            lines.add("  " + name + " Info:");
            lines.add("    Start Date: " + DeviceTime.stamp(certificate.notBefore()) + ". Expiry Date: "
                    + DeviceTime.stamp(certificate.notAfter()));
            lines.add("    Serial Number: " + certificate.serialNumber());
            lines.add("    Subject: " + certificate.subject());
        } catch (CertificateRefusedException e) {
            throw new IllegalStateException("A kept certificate cannot be read", e);
        }
    }

    private static void highAvailability(Hardware hardware, List<String> lines) {
        LicenseReport.headline("HA Info", lines);
        lines.add("RP Role: Active");
        lines.add("Chassis Role: Active");
        lines.add("Behavior Role: Active");
        lines.add("RMF: True");
        lines.add("CF: True");
        lines.add("CF State: " + (hardware.standbyUnit().isPresent() ? "Stateful" : "Stateless"));
        lines.add("Message Flow Allowed: " + (hardware.standbyUnit().isPresent() ? "True" : "False"));
        lines.add("");
    }

    private static void other(SimulatedSwitch device, List<String> lines) {
        Identity identity = device.agent().state().identity();
        ConnectInfo connect = ConnectInfo.SSM;
        boolean convertible = ConversionReport.isConvertible(device);
        LicenseReport.headline("Other Info", lines);
        lines.add("Software ID: " + device.hardware().platform().softwareId());
        lines.add("Agent State: " + device.agent().authorizationState().words().toLowerCase(Locale.ROOT));
        lines.add("Keys saved: " + (device.agent().hasUnsavedKeys() ? "False" : "True"));
        lines.add("Message Version: " + connect.version());
        lines.add("connect_info.name: " + connect.name());
        lines.add("connect_info.version: " + connect.version());
        lines.add("connect_info.capabilities: " + String.join(", ", connect.capabilities()));
        lines.add(
                "Product Instance Identifier: " + (identity == null ? "<none>" : identity.productInstanceIdentifier()));
        lines.add("ID Certificate Serial Number: " + (identity == null ? "<none>" : identity.idSerialNumber()));
        lines.add("conversionAutomatic: False");
        lines.add("conversionAllowed: " + (convertible ? "True" : "False"));
        lines.add("");
    }

    private static String scheduled(@Nullable Instant instant) {
        return instant == null ? "Not Available" : DeviceTime.stamp(instant);
    }
}
