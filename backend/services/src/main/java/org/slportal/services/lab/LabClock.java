package org.slportal.services.lab;

import java.time.Instant;
import java.time.InstantSource;

/** The portal's clock in lab mode. What it follows is stored, so that a restart and the other nodes keep it. */
public final class LabClock implements InstantSource {

    private final RealTime realTime;
    private volatile LabTime time;

    public LabClock(RealTime realTime, LabTime time) {
        this.realTime = realTime;
        this.time = time;
    }

    @Override
    public Instant instant() {
        return time().at(realTime.instant());
    }

    public LabTime time() {
        return time;
    }

    /** Follows the newer of both. @return whether that changed anything */
    synchronized boolean follow(LabTime stored) {
        if (stored.version() <= time.version()) {
            return false;
        }
        time = stored;
        return true;
    }
}
