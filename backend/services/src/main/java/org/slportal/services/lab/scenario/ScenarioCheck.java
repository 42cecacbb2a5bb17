package org.slportal.services.lab.scenario;

import java.util.List;

/** What a look at the switch found. */
public record ScenarioCheck(boolean solved, List<Finding> findings) {

    /** One thing that must be so. @param detail what the switch says of it */
    public record Finding(Point point, boolean holds, String detail) {}

    /** What is looked at, in this order. */
    public enum Point {
        /** The switch is registered. */
        REGISTERED,
        /** Its last attempt to speak with the portal succeeded. */
        COMMUNICATED,
        /** All licences in use are authorized. */
        AUTHORIZED,
        /** The portal's own trouble is over. */
        SERVER_MENDED
    }

    public ScenarioCheck {
        findings = List.copyOf(findings);
    }

    static ScenarioCheck of(List<Finding> findings) {
        return new ScenarioCheck(findings.stream().allMatch(Finding::holds), findings);
    }
}
