package org.slportal.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.services.callhome.AnsweredMessages;
import org.slportal.services.dlc.DlcProcessor;
import org.slportal.services.registration.ConvertibleDeviceService;
import org.slportal.services.seal.LogSealer;
import org.slportal.services.session.LiveSessions;
import org.slportal.services.sweep.ServerPresence;
import org.slportal.services.sweep.Sweeps;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Work by the clock that may run on every node: it is idempotent, and what one node has locked or leased the others skip. */
@Component
class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final int MAX_BATCHES = 100;
    private static final int CONVERSIONS_AT_ONCE = 200;

    private final AnsweredMessages answers;
    private final OwnCertificateRenewal certificates;
    private final ServerPresence presence;
    private final Sweeps sweeps;
    private final DlcProcessor conversions;
    private final ConvertibleDeviceService devices;
    private final LiveSessions sessions;
    private final LogSealer sealer;

    Housekeeping(
            AnsweredMessages answers,
            OwnCertificateRenewal certificates,
            ServerPresence presence,
            Sweeps sweeps,
            DlcProcessor conversions,
            ConvertibleDeviceService devices,
            LiveSessions sessions,
            LogSealer sealer) {
        this.answers = answers;
        this.certificates = certificates;
        this.presence = presence;
        this.sweeps = sweeps;
        this.conversions = conversions;
        this.devices = devices;
        this.sessions = sessions;
        this.sealer = sealer;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT10M")
    void forgetOldAnswers() {
        int deleted = 0;
        for (int i = 0; i < MAX_BATCHES; i++) {
            int batch = answers.purge();
            deleted += batch;
            if (batch == 0) {
                break;
            }
        }
        log.debug("{} answered messages forgotten", deleted);
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT10M")
    void forgetSessionsOfStoppedNodes() {
        log.debug("{} sessions forgotten", sessions.purge());
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void renewOwnCertificates() {
        certificates.renewIfDue();
    }

    /** At a fixed rate, which has threads of its own: work that takes long must not look like an outage. */
    @Scheduled(initialDelayString = "PT10S", fixedRateString = "PT30S")
    void beat() {
        presence.beat();
    }

    /** The heart beats first: after an outage nobody may be swept before that is known. */
    @Scheduled(initialDelayString = "PT10S", fixedRateString = "PT1M")
    void sweep() {
        presence.beat();
        int done = sweeps.run();
        if (done > 0) {
            log.info("Sweeps: {} things done", done);
        }
    }

    /** Twice as often as rows rest: a run that comes a moment too early costs half a minute, not a whole one. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT30S")
    void sealLogs() {
        log.debug("{} log rows sealed", sealer.run());
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT3S")
    void convertWhatDevicesReported() {
        int finished = 0;
        for (int i = 0; i < MAX_BATCHES; i++) {
            int batch = conversions.processDue(CONVERSIONS_AT_ONCE);
            finished += batch;
            if (batch == 0) {
                break;
            }
        }
        if (finished > 0) {
            log.info("{} device-led conversions finished", finished);
        }
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void refreshConvertibleDevices() {
        log.debug("Convertible devices refreshed where an hour had passed, {} rows touched", devices.refreshDue());
    }
}
