package org.slportal.ui.letter;

import java.util.Locale;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.event.EventListItem;
import org.slportal.services.mail.Mail;
import org.slportal.services.mail.MailProperties;
import org.slportal.services.notification.AlertLetter;
import org.slportal.services.notification.LetterWriter;
import org.slportal.services.notification.SummaryLetter;
import org.slportal.ui.activity.EventText;
import org.slportal.ui.alert.AlertText;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Locales;
import org.slportal.ui.i18n.PortalI18n;
import org.springframework.stereotype.Component;

/** Plain text, most important first; the last line says where to change what is sent. */
@Component
public class Letters implements LetterWriter {

    private static final String LINE = "\n";

    private final PortalI18n texts;
    private final Dates dates;
    private final MailProperties mail;

    public Letters(PortalI18n texts, Dates dates, MailProperties mail) {
        this.texts = texts;
        this.dates = dates;
        this.mail = mail;
    }

    @Override
    public Mail alerts(AlertLetter letter) {
        Locale locale = Locales.of(letter.reader().locale());
        StringBuilder body = new StringBuilder();
        for (AlertListItem alert : letter.alerts()) {
            body.append(text(locale, "severity." + alert.severity().name()))
                    .append(" · ")
                    .append(text(locale, "alert." + alert.code().name() + ".label"))
                    .append(LINE)
                    .append(AlertText.of(locale, alert, moment -> Dates.utc(moment, locale), dates.now()))
                    .append(LINE)
                    .append(LINE);
        }
        int more = letter.total() - letter.alerts().size();
        if (more > 0) {
            boolean counted = letter.total() <= AlertLetter.LIMIT_COUNTED;
            body.append(text(locale, counted ? "letter.more-alerts" : "letter.many-more-alerts", more))
                    .append(LINE);
        }
        end(body, locale, "/alerts");
        return Mail.text(
                letter.reader().email(),
                text(locale, "letter.alerts.subject", letter.account(), letter.total()),
                body.toString());
    }

    @Override
    public Mail summary(SummaryLetter letter) {
        Locale locale = Locales.of(letter.reader().locale());
        String day = Dates.date(letter.day(), locale);
        StringBuilder body = new StringBuilder();
        body.append(text(
                        locale,
                        letter.exact() ? "letter.summary.intro" : "letter.summary.intro-many",
                        letter.account(),
                        day,
                        letter.total()))
                .append(LINE)
                .append(LINE);
        for (SummaryLetter.KindCount count : letter.counts()) {
            body.append(text(
                            locale,
                            "letter.summary.count",
                            text(locale, "event.kind." + count.code().name()),
                            count.events()))
                    .append(LINE);
        }
        body.append(LINE);
        for (EventListItem event : letter.first()) {
            body.append(Dates.utc(event.occurredAt(), locale))
                    .append("  ")
                    .append(EventText.of(key -> text(locale, key), locale, event))
                    .append(" — ")
                    .append(text(locale, "actor." + event.actorKind().name(), event.actorName()))
                    .append(LINE);
        }
        int more = letter.total() - letter.first().size();
        if (more > 0) {
            body.append(text(locale, "letter.summary.more", more)).append(LINE);
        }
        end(body, locale, "/activity");
        return Mail.text(
                letter.reader().email(),
                text(locale, "letter.summary.subject", letter.account(), day),
                body.toString());
    }

    private void end(StringBuilder body, Locale locale, String page) {
        String base = mail.portalUrl().replaceAll("/+$", "");
        if (!base.isEmpty()) {
            body.append(LINE).append(base).append(page).append(LINE);
        }
        body.append(LINE).append("-- ").append(LINE).append(text(locale, "letter.unsubscribe"));
        if (!base.isEmpty()) {
            body.append(LINE).append(base).append("/preferences/notifications");
        }
        body.append(LINE);
    }

    private String text(Locale locale, String key, Object... arguments) {
        return texts.getTranslation(key, locale, arguments);
    }
}
