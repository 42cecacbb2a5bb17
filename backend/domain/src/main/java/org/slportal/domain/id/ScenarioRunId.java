package org.slportal.domain.id;

/** Identifies a failure somebody practises on a switch. */
public record ScenarioRunId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
