package org.slportal.ui.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.AlertId;
import org.slportal.domain.id.EventId;
import org.slportal.services.access.ActorKind;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.AlertListItem;
import org.slportal.services.event.EventCode;
import org.slportal.services.event.EventListItem;
import org.slportal.services.event.Outcome;
import org.slportal.services.mail.Mail;
import org.slportal.services.mail.MailProperties;
import org.slportal.services.notification.AlertLetter;
import org.slportal.services.notification.LetterReader;
import org.slportal.services.notification.SummaryLetter;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.PortalI18n;

class LettersTest {

    private static final Instant NOW = Instant.parse("2027-01-31T09:00:00Z");
    private static final LetterReader ENGLISH = new LetterReader("jkim@example.com", "J. Kim", "en");
    private static final LetterReader KOREAN = new LetterReader("jkim@example.com", "J. Kim", "ko");

    private static Letters letters(String url) {
        PortalI18n texts = new PortalI18n();
        return new Letters(
                texts,
                new Dates(InstantSource.fixed(NOW), texts),
                new MailProperties("", 25, "", "", "", "", MailProperties.Security.STARTTLS, url, 7));
    }

    private static AlertListItem shortage() {
        return new AlertListItem(
                new AlertId(1),
                AlertCode.INSUFFICIENT_LICENSES,
                AlertCode.INSUFFICIENT_LICENSES.severity(),
                null,
                "C9300 Network Advantage",
                null,
                null,
                null,
                3,
                null,
                "Krakow LAN-SW",
                NOW,
                null,
                Instant.EPOCH,
                null,
                null,
                null);
    }

    @Test
    void an_alert_stands_in_the_letter_in_the_words_of_the_screen_and_the_end_says_where_to_change_it() {
        Mail letter = letters("https://portal.example.com/")
                .alerts(new AlertLetter(ENGLISH, "Example Networks", List.of(shortage()), 1));

        assertThat(letter.subject()).isEqualTo("Example Networks: 1 new alert");
        assertThat(letter.body()).isEqualTo("""
                Major · Insufficient Licenses
                The Virtual Account "Krakow LAN-SW" reported a shortage of the following license: \
                "C9300 Network Advantage". 3 licenses are required to return to compliance.


                https://portal.example.com/alerts

                --\s
                You chose to be told of this. Change it in the portal under Preferences > Email Notification.
                https://portal.example.com/preferences/notifications
                """);
    }

    @Test
    void a_storm_names_its_first_alerts_and_counts_the_others() {
        Mail letter = letters("").alerts(new AlertLetter(ENGLISH, "Example Networks", List.of(shortage()), 71));

        assertThat(letter.subject()).isEqualTo("Example Networks: 71 new alerts");
        assertThat(letter.body()).contains("70 more alerts are open.").doesNotContain("https://");
    }

    @Test
    void a_korean_reader_gets_a_korean_letter() {
        Mail letter = letters("").alerts(new AlertLetter(KOREAN, "Example Networks", List.of(shortage()), 1));

        assertThat(letter.subject()).isEqualTo("Example Networks: 새 경고 1건");
        assertThat(letter.body()).contains("라이선스 부족", "이메일 알림").doesNotContain("Preferences");
    }

    @Test
    void a_summary_counts_by_kind_and_tells_the_first_events() {
        var event = new EventListItem(
                new EventId(1),
                EventCode.ALERT_DISMISSED,
                Map.of("alert", "DUPLICATE_LICENSES", "subject", "T1"),
                Outcome.DONE,
                ActorKind.USER,
                "jkim",
                null,
                NOW);
        Mail letter = letters("")
                .summary(new SummaryLetter(
                        ENGLISH,
                        "Example Networks",
                        LocalDate.of(2027, 1, 30),
                        List.of(new SummaryLetter.KindCount(EventCode.ALERT_DISMISSED, 2)),
                        true,
                        List.of(event)));

        assertThat(letter.subject()).isEqualTo("Example Networks: events of 2027-Jan-30");
        assertThat(letter.body())
                .contains(
                        "Example Networks, 2027-Jan-30 (UTC): 2 events.",
                        "2 × ",
                        "2027-Jan-31 09:00 UTC  The alert \"Duplicate Licenses: T1\" was dismissed. — ",
                        "1 more event stands in the event log.");
    }
}
