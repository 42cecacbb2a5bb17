package org.slportal.agent.cli.show;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.DeviceTime;
import org.slportal.agent.engine.Reservations;
import org.slportal.domain.license.EntitlementTag;
import org.slportal.domain.reservation.AuthorizationCode;
import org.slportal.domain.reservation.ReservedEntitlement;

/** {@code show license reservation}. */
public final class ReservationReport {

    private ReservationReport() {}

    static String enabled(SimulatedSwitch device) {
        return "License reservation: "
                + (device.config().current().reservation()
                                || device.agent().reservations().installed() != null
                        ? "ENABLED"
                        : "DISABLED");
    }

    public static List<String> reservation(SimulatedSwitch device) {
        List<String> lines = new ArrayList<>();
        lines.add(enabled(device));
        lines.add("");
        Reservations.View view = device.agent().reservations().view();
        if (!device.config().current().reservation() && view.installed() == null && view.returned() == null) {
            return lines;
        }
        lines.add("Overall status:");
        lines.add("  Active: " + device.hardware().udi().asCli());
        lines.add("      Reservation status: " + status(view));
        lines.add("      Export-Controlled Functionality: NOT ALLOWED");
        code("Request code", view.request(), lines);
        code("Last Confirmation code", view.confirmation(), lines);
        code("Last return code", view.returned(), lines);
        lines.add("");
        AuthorizationCode installed = view.installed();
        if (installed != null) {
            licenses(device, installed, lines);
        }
        return lines;
    }

    static String status(Reservations.View view) {
        AuthorizationCode installed = view.installed();
        Instant installedAt = view.installedAt();
        Instant returnedAt = view.returnedAt();
        if (installed != null && installedAt != null) {
            return installed.kind() + " INSTALLED on " + DeviceTime.stamp(installedAt);
        }
        if (view.request() != null) {
            return "REQUEST IN PROGRESS";
        }
        return returnedAt == null ? "NOT INSTALLED" : "RETURNED on " + DeviceTime.stamp(returnedAt);
    }

    private static void code(String label, @Nullable String code, List<String> lines) {
        if (code != null) {
            lines.add("      " + label + ": " + code);
        }
    }

    private static void licenses(SimulatedSwitch device, AuthorizationCode installed, List<String> lines) {
        lines.add("Specified license reservations:");
        Map<EntitlementTag, List<ReservedEntitlement>> byTag = new LinkedHashMap<>();
        installed
                .entitlements()
                .forEach(each -> byTag.computeIfAbsent(each.tag(), unused -> new ArrayList<>())
                        .add(each));
        byTag.values().forEach(terms -> {
            ReservedEntitlement first = terms.getFirst();
            lines.add("  " + first.displayName() + ":");
            lines.add("    Description: " + first.tagDescription());
            lines.add("    Total reserved count: "
                    + terms.stream().mapToInt(ReservedEntitlement::count).sum());
            lines.add("    Term information:");
            lines.add("      Active: " + device.hardware().udi().asCli());
            for (ReservedEntitlement term : terms) {
                lines.add("        License type: " + term.term());
                day("          Start Date: ", term.startsOn(), lines);
                day("          End Date: ", term.endsOn(), lines);
                lines.add("          Term Count: " + term.count());
                if (term.subscription() != null) {
                    lines.add("          Subscription ID: " + term.subscription());
                }
            }
        });
        lines.add("");
    }

    private static void day(String label, @Nullable LocalDate day, List<String> lines) {
        if (day != null) {
            lines.add(label + DeviceTime.stamp(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
        }
    }
}
