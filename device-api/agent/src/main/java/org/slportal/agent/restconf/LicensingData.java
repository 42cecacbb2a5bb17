package org.slportal.agent.restconf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.device.SimulatedSwitch;
import org.slportal.agent.engine.Attempt;
import org.slportal.agent.engine.AuthorizationState;
import org.slportal.agent.engine.Identity;
import org.slportal.agent.engine.LicensingState;
import org.slportal.agent.platform.Hardware.LicenseUse;
import org.slportal.domain.device.Udi;

/** The state of licensing as a tree of data nodes, in the words of the YANG model cisco-smart-license. */
final class LicensingData {

    private LicensingData() {}

    /** What lies below {@code cisco-smart-license:licensing}. */
    static Map<String, Object> licensing(SimulatedSwitch device) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("registration", registration(device));
        info.put("authorization", authorization(device));
        info.put("evaluation", evaluation(device));
        info.put("udi", udi(device.hardware().udi()));
        info.put("usage", usage(device));
        return Map.of("state", Map.of("state-info", info));
    }

    private static Map<String, Object> registration(SimulatedSwitch device) {
        LicensingState state = device.agent().state();
        Identity identity = state.identity();
        Attempt initial = state.registration().initial();
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("registration-state", registrationState(device));
        if (identity != null) {
            Map<String, Object> complete = new LinkedHashMap<>();
            complete.put("smart-account-name", identity.smartAccount());
            complete.put("virtual-account-name", identity.virtualAccount());
            complete.put("export-allowed", identity.exportAllowed());
            complete.put("last-renewal-time", identity.issuedAt().toString());
            complete.put("registration-expires-time", identity.expiresAt().toString());
            node.put("complete-info", complete);
        } else if (initial != null && initial.failureReason() != null) {
            node.put(
                    "failure-info",
                    Map.of("fail-time", initial.at().toString(), "fail-message", initial.failureReason()));
        }
        return node;
    }

    static String registrationState(SimulatedSwitch device) {
        LicensingState state = device.agent().state();
        if (state.identity() != null || device.agent().reservations().installed() != null) {
            return "reg-state-complete";
        }
        Attempt last = state.registration().initial();
        return switch (state.registration().status()) {
            case UNREGISTERED, REGISTERED -> "reg-state-not-registered";
            case FAILED -> "reg-state-failed";
            case IN_PROGRESS ->
                last == null || last.failureReason() == null ? "reg-state-in-progress" : "reg-state-retry";
        };
    }

    private static Map<String, Object> authorization(SimulatedSwitch device) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("authorization-state", authorizationState(device.agent().authorizationState()));
        LicensingState.Authorization course = device.agent().state().authorization();
        put(node, "next-communication-time", course.nextAttempt());
        put(node, "communication-deadline-time", course.deadline());
        return node;
    }

    private static void put(Map<String, Object> node, String name, java.time.@Nullable Instant when) {
        if (when != null) {
            node.put(name, when.toString());
        }
    }

    private static String authorizationState(AuthorizationState state) {
        return switch (state) {
            case NO_LICENSES_IN_USE -> "auth-state-none";
            case EVAL_MODE -> "auth-state-eval";
            case EVAL_EXPIRED -> "auth-state-eval-expired";
            case AUTHORIZED -> "auth-state-authorized";
            case RESERVED_AUTHORIZED -> "auth-state-authorized-reservation";
            case OUT_OF_COMPLIANCE, NOT_AUTHORIZED -> "auth-state-out-of-compliance";
            case AUTHORIZATION_EXPIRED -> "auth-state-authorization-expired";
        };
    }

    private static Map<String, Object> evaluation(SimulatedSwitch device) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("eval-in-use", device.agent().authorizationState() == AuthorizationState.EVAL_MODE);
        node.put("eval-expired", device.agent().evaluationRemaining().isZero());
        node.put("eval-period-left", device.agent().evaluationRemaining().toSeconds());
        return node;
    }

    private static Map<String, Object> udi(Udi udi) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("pid", udi.pid());
        node.put("sn", udi.serialNumber());
        return node;
    }

    private static List<Map<String, Object>> usage(SimulatedSwitch device) {
        List<Map<String, Object>> uses = new ArrayList<>();
        for (LicenseUse use : device.agent().licenses().licensesInUse()) {
            Map<String, Object> node = new LinkedHashMap<>();
            node.put("entitlement-tag", use.license().tag().value());
            node.put("short-name", use.license().deviceName());
            node.put("count", use.count());
            uses.add(node);
        }
        return uses;
    }
}
