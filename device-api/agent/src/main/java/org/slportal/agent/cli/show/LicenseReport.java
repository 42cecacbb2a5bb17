package org.slportal.agent.cli.show;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.Attempt;
import org.slportal.agent.engine.AuthorizationState;
import org.slportal.agent.engine.DeviceTime;
import org.slportal.agent.engine.Identity;
import org.slportal.agent.engine.LicensingState;
import org.slportal.agent.engine.RegistrationStatus;
import org.slportal.agent.engine.Reservations;
import org.slportal.agent.engine.SmartAgent;
import org.slportal.agent.platform.Hardware;
import org.slportal.agent.platform.Hardware.LicenseUse;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.domain.reservation.AuthorizationCode;
import org.slportal.domain.reservation.ReservedEntitlement;
import org.slportal.protocol.EntitlementStatus;

/** {@code show license …}. */
public final class LicenseReport {

    /** Names longer than this are cut in the summary's table. */
    private static final int LONGEST_NAME = 23;

    private static final int LONGEST_TAG = 25;

    private static final String AGENT_VERSION = "Smart Agent for Licensing: " + SmartAgent.VERSION;

    private LicenseReport() {}

    public static List<String> summary(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>();
        lines.add("Smart Licensing is ENABLED");
        lines.add("");
        lines.add("Registration:");
        LicensingState state = device.agent().state();
        lines.add("  Status: " + registrationWords(device));
        account(state.identity(), lines);
        if (state.identity() == null) {
            failedRegistration(state, lines);
        } else {
            Attempt renewal = state.registration().lastRenewal();
            lines.add("  Last Renewal Attempt: " + (renewal == null ? "None" : renewal.outcome()));
            stamped("  Next Renewal Attempt: ", state.registration().nextAttempt(), lines);
        }
        lines.add("");
        lines.add("License Authorization:");
        AuthorizationState authorization = device.agent().authorizationState();
        lines.add("  Status: " + authorization.words());
        evaluation(device, lines);
        Attempt last = state.authorization().last();
        if (state.identity() != null && last != null) {
            lines.add("  Last Communication Attempt: " + last.outcome());
            failure(last, lines);
            stamped("  Next Communication Attempt: ", state.authorization().nextAttempt(), lines);
        }
        lines.add("");
        lines.add("License Usage:");
        lines.addAll(table(device));
        lines.add("");
        return lines;
    }

    private static List<String> table(SimulatedSwitch device) {
        List<LicenseUse> uses = device.agent().licenses().licensesInUse();
        if (uses.isEmpty()) {
            return List.of("  No licenses in use");
        }
        List<String> lines = new ArrayList<>();
        lines.add("  License                 Entitlement tag               Count Status");
        lines.add("  -----------------------------------------------------------------------------");
        for (LicenseUse use : uses) {
            lines.add(String.format(
                    "  %-24s%-30s%5d %s",
                    cut(name(device, use), LONGEST_NAME),
                    "(" + cut(use.license().deviceName(), LONGEST_TAG) + ")",
                    use.count(),
                    status(device, use)));
        }
        return lines;
    }

    private static String cut(String name, int longest) {
        return name.length() <= longest ? name : name.substring(0, longest - 3) + "...";
    }

    public static List<String> status(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>();
        lines.add("Smart Licensing is ENABLED");
        lines.add("");
        lines.addAll(List.of("Utility:", "  Status: DISABLED", ""));
        lines.addAll(WireReport.privacyAndTransport(device));
        registration(device, lines);
        lines.add("");
        lines.addAll(authorization(device));
        lines.add("");
        lines.addAll(ConversionReport.block(device));
        lines.add("Export Authorization Key:");
        lines.add("  Features Authorized:");
        lines.add("    <none>");
        lines.add("");
        if (device.agent().state().identity() == null) {
            lines.add("Miscellaneous:");
            lines.add("  Custom Id: <empty>");
            lines.add("");
        }
        return lines;
    }

    private static void registration(SimulatedSwitch device, List<String> lines) {
        LicensingState state = device.agent().state();
        Identity identity = state.identity();
        lines.add("Registration:");
        lines.add("  Status: " + registrationWords(device));
        account(identity, lines);
        if (identity == null) {
            failedRegistration(state, lines);
            return;
        }
        Attempt initial = state.registration().initial();
        if (initial != null) {
            lines.add("  Initial Registration: " + initial.outcome() + " on " + DeviceTime.stamp(initial.at()));
            failure(initial, lines);
        }
        Attempt renewal = state.registration().lastRenewal();
        lines.add("  Last Renewal Attempt: "
                + (renewal == null ? "None" : renewal.outcome() + " on " + DeviceTime.stamp(renewal.at())));
        if (renewal != null) {
            failure(renewal, lines);
        }
        stamped("  Next Renewal Attempt: ", state.registration().nextAttempt(), lines);
        lines.add("  Registration Expires: " + DeviceTime.stamp(identity.expiresAt()));
    }

    private static void account(@Nullable Identity identity, List<String> lines) {
        if (identity != null) {
            lines.add("  Smart Account: " + identity.smartAccount());
            lines.add("  Virtual Account: " + identity.virtualAccount());
        }
        boolean allowed = identity != null && identity.exportAllowed();
        lines.add("  Export-Controlled Functionality: " + (allowed ? "ALLOWED" : "NOT ALLOWED"));
    }

    private static void failedRegistration(LicensingState state, List<String> lines) {
        Attempt initial = state.registration().initial();
        if (initial != null) {
            lines.add("  Initial Registration: " + initial.outcome() + " on " + DeviceTime.stamp(initial.at()));
            failure(initial, lines);
            stamped("  Next Registration Attempt: ", state.registration().nextAttempt(), lines);
        }
    }

    private static List<String> authorization(SimulatedSwitch device) {
        LicensingState.Authorization course = device.agent().state().authorization();
        AuthorizationState shown = device.agent().authorizationState();
        List<String> lines = new ArrayList<>();
        lines.add("License Authorization:");
        Instant since = shown == AuthorizationState.EVAL_EXPIRED
                ? device.agent().state().evaluationExpiredAt()
                : shown == AuthorizationState.RESERVED_AUTHORIZED
                        ? device.agent().reservations().view().installedAt()
                        : shown == course.state() ? course.since() : null;
        lines.add("  Status: " + shown.words() + (since == null ? "" : " on " + DeviceTime.stamp(since)));
        evaluation(device, lines);
        Attempt last = course.last();
        if (last != null) {
            lines.add("  Last Communication Attempt: " + last.outcome() + " on " + DeviceTime.stamp(last.at()));
            failure(last, lines);
            stamped("  Next Communication Attempt: ", course.nextAttempt(), lines);
            stamped("  Communication Deadline: ", course.deadline(), lines);
        }
        return lines;
    }

    private static void evaluation(SimulatedSwitch device, List<String> lines) {
        if (device.agent().authorizationState() == AuthorizationState.EVAL_MODE) {
            lines.add("  Evaluation Period Remaining: "
                    + DeviceTime.days(device.agent().evaluationRemaining()));
        }
    }

    private static void failure(Attempt attempt, List<String> lines) {
        if (attempt.failureReason() != null) {
            lines.add("    Failure reason: " + attempt.failureReason());
        }
    }

    private static void stamped(String label, @Nullable Instant instant, List<String> lines) {
        if (instant != null) {
            lines.add(label + DeviceTime.stamp(instant));
        }
    }

    static String registrationWords(SimulatedSwitch device) {
        AuthorizationCode reserved = device.agent().reservations().installed();
        if (reserved != null) {
            return "REGISTERED - " + reserved.kind() + " LICENSE RESERVATION";
        }
        LicensingState state = device.agent().state();
        return (state.identity() == null ? state.registration().status() : RegistrationStatus.REGISTERED).words();
    }

    public static List<String> usage(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>(authorization(device).subList(0, 2));
        lines.add("");
        lines.addAll(blocks(device));
        return lines;
    }

    private static List<String> blocks(SimulatedSwitch device) {
        List<LicenseUse> uses = device.agent().licenses().licensesInUse();
        if (uses.isEmpty()) {
            return List.of("No licenses in use", "");
        }
        List<String> lines = new ArrayList<>();
        for (LicenseUse use : uses) {
            Optional<EntitlementStatus> judged = judged(device, use);
            lines.add(name(device, use) + " (" + use.license().deviceName() + "):");
            lines.add("  Description: " + description(device, use));
            lines.add("  Count: " + use.count());
            lines.add("  Version: 1.0");
            lines.add("  Status: " + status(device, use));
            lines.add("  Export status: "
                    + (judged.map(EntitlementStatus::exportRestricted).orElse(false)
                            ? "RESTRICTED - ALLOWED"
                            : "NOT RESTRICTED"));
            lines.add("");
        }
        return lines;
    }

    private static Optional<EntitlementStatus> judged(SimulatedSwitch device, LicenseUse use) {
        return device.agent().state().entitlements().stream()
                .filter(entitlement -> entitlement.tag().equals(use.license().tag()))
                .findFirst();
    }

    /** What the portal calls the licence: its last answer, or the reservation. */
    private static String name(SimulatedSwitch device, LicenseUse use) {
        return reserved(device, use)
                .map(ReservedEntitlement::displayName)
                .or(() -> judged(device, use).map(EntitlementStatus::displayName))
                .orElse("");
    }

    private static String description(SimulatedSwitch device, LicenseUse use) {
        return reserved(device, use)
                .map(ReservedEntitlement::tagDescription)
                .or(() -> judged(device, use).map(EntitlementStatus::description))
                .orElse("");
    }

    private static Optional<ReservedEntitlement> reserved(SimulatedSwitch device, LicenseUse use) {
        return Optional.ofNullable(device.agent().reservations().installed()).stream()
                .flatMap(code -> code.entitlements().stream())
                .filter(each -> each.tag().equals(use.license().tag()))
                .findFirst();
    }

    private static String status(SimulatedSwitch device, LicenseUse use) {
        Reservations reservations = device.agent().reservations();
        if (reservations.installed() != null) {
            return reservations.covers(use) ? "AUTHORIZED" : AuthorizationState.NOT_AUTHORIZED.words();
        }
        AuthorizationState whole = device.agent().authorizationState();
        if (whole != AuthorizationState.AUTHORIZED && whole != AuthorizationState.OUT_OF_COMPLIANCE) {
            return whole.words();
        }
        return judged(device, use)
                .map(EntitlementStatus::status)
                .map(LicenseReport::words)
                .orElse("WAITING");
    }

    private static String words(AuthorizationStatus status) {
        return switch (status) {
            case AUTHORIZED -> "AUTHORIZED";
            case OUT_OF_COMPLIANCE -> "OUT OF COMPLIANCE";
            case NOT_AUTHORIZED -> "NOT AUTHORIZED";
            case INVALID_TAG -> "INVALID TAG";
            case AUTHORIZATION_EXPIRED -> "AUTHORIZATION EXPIRED";
        };
    }

    public static List<String> udi(SimulatedSwitch device) {
        Hardware hardware = device.hardware();
        List<String> lines = new ArrayList<>();
        lines.add("UDI: " + hardware.udi().asCli());
        lines.add("");
        if (hardware.units() > 1) {
            lines.add("HA UDI List:");
            for (int i = 0; i < hardware.units(); i++) {
                // two supervisors of one chassis have the chassis' name in common
                lines.add("    " + hardware.role(i) + ":"
                        + hardware.members()
                                .get(Math.min(i, hardware.members().size() - 1))
                                .udi()
                                .asCli());
            }
            lines.add("");
        }
        return lines;
    }

    public static List<String> all(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>();
        headline("Smart Licensing Status", lines);
        lines.addAll(status(device));
        headline("License Usage", lines);
        lines.addAll(blocks(device));
        headline("Product Information", lines);
        lines.addAll(udi(device));
        headline("Agent Version", lines);
        lines.add(AGENT_VERSION);
        lines.add("");
        headline("Reservation Info", lines);
        lines.addAll(ReservationReport.reservation(device));
        return lines;
    }

    static void headline(String text, List<String> lines) {
        lines.add(text);
        lines.add("=".repeat(text.length()));
        lines.add("");
    }

    public static List<String> eventLog(SimulatedSwitch device) {
        return eventLog(device.agent().events().lines());
    }

    /** Of the last days only. */
    public static List<String> eventLog(SimulatedSwitch device, int days) {
        String since = DeviceTime.event(device.clock().instant().minus(Duration.ofDays(days)));
        return eventLog(device.agent().events().lines().stream()
                .filter(line -> line.compareTo(since) >= 0)
                .toList());
    }

    private static List<String> eventLog(List<String> events) {
        List<String> lines = new ArrayList<>();
        lines.add("**** Event Log ****");
        lines.add("");
        lines.addAll(events.isEmpty() ? List.of(" No EventLog Found.") : events);
        lines.add("");
        return lines;
    }
}
