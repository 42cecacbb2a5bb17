package org.slportal.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.pki.CertificateAuthority;
import org.slportal.services.callhome.AnsweredMessages;
import org.slportal.services.dlc.DlcProcessor;
import org.slportal.services.registration.ConvertibleDeviceService;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Work by the clock that may run on every node: it is idempotent, and what one node has locked the others skip. */
@Component
class Housekeeping {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final int MAX_BATCHES = 100;
    private static final int CONVERSIONS_AT_ONCE = 200;

    private final AnsweredMessages answers;
    private final CertificateAuthority authority;
    private final DlcProcessor conversions;
    private final ConvertibleDeviceService devices;

    Housekeeping(
            AnsweredMessages answers,
            CertificateAuthority authority,
            DlcProcessor conversions,
            ConvertibleDeviceService devices) {
        this.answers = answers;
        this.authority = authority;
        this.conversions = conversions;
        this.devices = devices;
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

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void renewSigningCertificate() {
        authority.renewSigningIfDue();
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
