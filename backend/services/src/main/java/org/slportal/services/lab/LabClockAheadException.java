package org.slportal.services.lab;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The data is from a lab whose clock was moved forward, and the portal was started without lab mode. */
public final class LabClockAheadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LabClockAheadException(Instant lab) {
        super("In this data it is already " + lab.truncatedTo(ChronoUnit.SECONDS)
                + ": its lab clock was moved. Time cannot go back, because certificates and the ledger would contradict"
                + " themselves. Start with --lab, or with another data directory.");
    }
}
