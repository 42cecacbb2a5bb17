package org.slportal.services.lab.scenario;

import org.slportal.services.error.ErrorReason;

/** The switch does not do what the scenario needs. */
final class ScenarioTrouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorReason reason;
    private final String detail;

    /** @param detail what the reason's text names; cut to what can be stored */
    ScenarioTrouble(ErrorReason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail.length() <= 400 ? detail : detail.substring(0, 400);
    }

    ErrorReason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
