package org.slportal.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slportal.services.mail.MailSender;
import org.slportal.services.notification.AlertLetters;
import org.slportal.services.notification.DailySummaries;
import org.slportal.services.notification.LetterWriter;
import org.slportal.services.webhook.WebhookSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What is sent out, by whichever node comes first: what one has leased or locked the others skip. */
@Component
class NotificationHousekeeping {

    private static final Logger log = LoggerFactory.getLogger(NotificationHousekeeping.class);
    private static final int LETTERS_AT_ONCE = 500;
    private static final int MAX_BATCHES = 50;

    private final AlertLetters alerts;
    private final DailySummaries summaries;
    private final LetterWriter writer;
    private final MailSender mail;
    private final WebhookSender webhooks;

    NotificationHousekeeping(
            AlertLetters alerts,
            DailySummaries summaries,
            LetterWriter writer,
            MailSender mail,
            WebhookSender webhooks) {
        this.alerts = alerts;
        this.summaries = summaries;
        this.writer = writer;
        this.mail = mail;
        this.webhooks = webhooks;
    }

    @Scheduled(initialDelayString = "PT15S", fixedDelayString = "PT10S")
    void writeLetters() {
        int written = alerts.queueDue(writer, LETTERS_AT_ONCE) + summaries.queueDue(writer, LETTERS_AT_ONCE);
        if (written > 0) {
            log.info("News for {} people", written);
        }
    }

    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT5S")
    void sendLetters() {
        for (int i = 0; i < MAX_BATCHES; i++) {
            if (mail.sendDue() == 0) {
                return;
            }
        }
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT3S")
    void tellWebhooks() {
        for (int i = 0; i < MAX_BATCHES; i++) {
            if (webhooks.sendDue() == 0) {
                return;
            }
        }
    }

    @Scheduled(initialDelayString = "PT7M", fixedDelayString = "PT1H")
    void forgetWhatWasSent() {
        for (int i = 0; i < MAX_BATCHES; i++) {
            if (mail.purge() + webhooks.purge() == 0) {
                return;
            }
        }
    }
}
