package org.slportal.agent.engine;

/** What the terminal prints after {@code Registration: Status:}. */
public enum RegistrationStatus {
    UNREGISTERED("UNREGISTERED"),
    /** Refused for good until someone acts, or the transport is not configured. */
    FAILED("UNREGISTERED - REGISTRATION FAILED"),
    IN_PROGRESS("REGISTERING - REGISTRATION IN PROGRESS"),
    REGISTERED("REGISTERED");

    private final String words;

    RegistrationStatus(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
