package org.slportal.app;

import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.pki.PkiException;
import org.slportal.services.lab.LabClockMoved;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.lab.condition.LabConditions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** In a lab, months may pass within seconds: what otherwise is done by the minute and by the hour is done all the time. */
@Component
@ConditionalOnProperty("portal.lab")
class LabHousekeeping {

    private static final Logger log = LoggerFactory.getLogger(LabHousekeeping.class);

    private final LabClockService clock;
    private final LabConditions conditions;
    private final OwnCertificateRenewal certificates;
    private final Housekeeping housekeeping;
    private final TaskScheduler scheduler;
    private final ReentrantLock following = new ReentrantLock();

    LabHousekeeping(
            LabClockService clock,
            LabConditions conditions,
            OwnCertificateRenewal certificates,
            Housekeeping housekeeping,
            TaskScheduler scheduler) {
        this.clock = clock;
        this.conditions = conditions;
        this.certificates = certificates;
        this.housekeeping = housekeeping;
        this.scheduler = scheduler;
    }

    /** Another node may have moved it. At a fixed rate: nothing else that takes long holds it up. */
    @Scheduled(initialDelayString = "PT1S", fixedRateString = "PT1S")
    void follow() {
        if (following.tryLock()) {
            try {
                clock.follow();
                conditions.refresh();
                certificates.renewIfDue();
            } finally {
                following.unlock();
            }
        }
    }

    @Scheduled(initialDelayString = "PT5S", fixedRateString = "PT5S")
    void sweep() {
        housekeeping.sweep();
    }

    /** Certificates at once, before the next device asks; the sweep may take longer than whoever moved the clock should wait. */
    @EventListener
    void moved(LabClockMoved event) {
        try {
            certificates.renewIfDue();
        } catch (PkiException e) {
            // The clock has moved already; follow() tries again within a second.
            log.error("The portal's own certificates could not be renewed at {}", event.labTime(), e);
        }
        scheduler.schedule(housekeeping::sweep, scheduler.getClock().instant());
    }
}
