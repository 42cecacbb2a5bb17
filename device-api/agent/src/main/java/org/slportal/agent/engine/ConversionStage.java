package org.slportal.agent.engine;

/** What the terminal prints after {@code License Conversion: Status:}. */
public enum ConversionStage {
    NOT_STARTED("Not started"),
    /** Ordered; the portal has not taken it yet. */
    IN_PROGRESS("In Progress"),
    /** The portal has it and will say later what became of it. */
    WAITING("Waiting for reply"),
    SUCCESSFUL("Successful"),
    FAILED("Failed"),
    ALREADY_CONVERTED("Already converted");

    private final String words;

    ConversionStage(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether the portal is still being asked. */
    public boolean isRunning() {
        return this == IN_PROGRESS || this == WAITING;
    }

    /** Whether the licences are converted, so that it cannot be started again. */
    public boolean isConverted() {
        return this == SUCCESSFUL || this == ALREADY_CONVERTED;
    }
}
