package org.slportal.services.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.slportal.db.jooq.Tables.OUTGOING_MAIL;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slportal.db.jooq.tables.records.OutgoingMailRecord;
import org.slportal.services.db.Transactions;
import org.slportal.services.lab.RealTime;
import org.slportal.services.testing.DatabaseTest;
import org.slportal.services.testing.MovableClock;
import org.slportal.services.testing.Threads;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class MailSenderTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final GreenMail SMTP = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    @Autowired
    MailQueue queue;

    @Autowired
    Transactions transactions;

    @Autowired
    RealTime realTime;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext sql;

    @BeforeAll
    static void start() {
        SMTP.start();
    }

    @AfterAll
    static void stop() {
        SMTP.stop();
    }

    /** Other classes queue letters too, some of them for a time this one passes. */
    @BeforeEach
    void nothingElseIsQueued() {
        sql.deleteFrom(OUTGOING_MAIL).execute();
    }

    private static MailProperties to(int port, MailProperties.Security security) {
        return new MailProperties("127.0.0.1", port, "", "", "", "portal@slportal.example.com", security, "", 7);
    }

    private MailSender sender(MailProperties properties) {
        return new MailSender(sql, transactions, realTime, new SmtpServer(properties));
    }

    private MailSender sender() {
        return sender(to(SMTP.getSmtp().getPort(), MailProperties.Security.NONE));
    }

    private String queued(String subject, String body) {
        String recipient = "mail-" + NUMBER.incrementAndGet() + "@example.com";
        transactions.run(() -> queue.add(List.of(Mail.text(recipient, subject, body))));
        return recipient;
    }

    private OutgoingMailRecord row(String recipient) {
        return sql.selectFrom(OUTGOING_MAIL)
                .where(OUTGOING_MAIL.RECIPIENT.eq(recipient))
                .fetchSingle();
    }

    private static List<MimeMessage> received(String recipient) {
        return Arrays.stream(SMTP.getReceivedMessages())
                .filter(message -> goesTo(message, recipient))
                .toList();
    }

    private static boolean goesTo(MimeMessage message, String recipient) {
        try {
            return message.getAllRecipients()[0].toString().equals(recipient);
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sendAll(MailSender sender) {
        int tried = sender.sendDue();
        while (tried > 0) {
            tried = sender.sendDue();
        }
    }

    @Test
    void a_letter_arrives_as_it_was_written() throws Exception {
        String recipient = queued("라이선스 부족: \"C9300\"", "첫 줄\r\nSecond line");

        sendAll(sender());

        MimeMessage letter = received(recipient).getFirst();
        assertThat(letter.getSubject()).isEqualTo("라이선스 부족: \"C9300\"");
        assertThat(letter.getContent().toString()).contains("첫 줄", "Second line");
        assertThat(letter.getFrom()[0]).hasToString("portal@slportal.example.com");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(row(recipient).getState()).isEqualTo("SENT");
    }

    @Test
    void an_attachment_goes_with_it() throws Exception {
        String recipient = "mail-" + NUMBER.incrementAndGet() + "@example.com";
        transactions.run(() -> queue.add(List.of(new Mail(
                recipient,
                "Report",
                "See the file.",
                new Mail.Attachment("report.csv", "text/csv", "a,b\n1,2\n".getBytes(UTF_8))))));

        sendAll(sender());

        var parts = (MimeMultipart) received(recipient).getFirst().getContent();
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("report.csv");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo("a,b\n1,2\n".getBytes(UTF_8));
    }

    @Test
    void several_nodes_send_a_letter_once() throws Exception {
        List<String> recipients = java.util.stream.IntStream.range(0, 30)
                .mapToObj(i -> queued("Once", "Body"))
                .toList();

        Threads.race(6, i -> () -> {
            sendAll(sender());
            return i;
        });

        assertThat(recipients).allSatisfy(recipient -> {
            assertThat(received(recipient)).hasSize(1);
            assertThat(row(recipient).getAttempts()).isEqualTo(1);
        });
    }

    @Test
    void a_server_that_cannot_be_reached_is_tried_after_growing_pauses_and_then_the_letter_is_given_up()
            throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        MailSender sender = sender(to(closed, MailProperties.Security.NONE));
        String recipient = queued("Late", "Body");

        for (Duration pause : MailSender.PAUSES) {
            assertThat(sender.sendDue()).isPositive();
            assertThat(row(recipient).getState()).isEqualTo("WAITING");
            assertThat(row(recipient).getLastProblem()).contains("127.0.0.1");
            clock.advance(pause.minus(Duration.ofNanos(1_000)));
            assertThat(sender.sendDue()).isZero();
            clock.advance(Duration.ofNanos(1_000));
        }
        assertThat(sender.sendDue()).isPositive();
        assertThat(row(recipient).getState()).isEqualTo("GIVEN_UP");
        assertThat(row(recipient).getAttempts()).isEqualTo(MailSender.PAUSES.size() + 1);

        clock.advance(Duration.ofDays(31));
        assertThat(sender.purge()).isPositive();
        assertThat(sql.fetchCount(OUTGOING_MAIL, OUTGOING_MAIL.RECIPIENT.eq(recipient)))
                .isZero();
    }

    @Test
    void a_node_that_dies_with_a_letter_in_hand_delays_it_by_its_lease() {
        String recipient = queued("Kept", "Body");
        sql.update(OUTGOING_MAIL)
                .set(OUTGOING_MAIL.ATTEMPTS, 1)
                .set(OUTGOING_MAIL.NEXT_ATTEMPT_AT, clock.instant().plus(MailSender.LEASE))
                .where(OUTGOING_MAIL.RECIPIENT.eq(recipient))
                .execute();

        sendAll(sender());
        assertThat(received(recipient)).isEmpty();
        clock.advance(MailSender.LEASE);
        sendAll(sender());
        assertThat(received(recipient)).hasSize(1);
    }

    @Test
    void what_is_no_address_is_given_up_at_once_and_stops_no_other_letter() {
        String bad = "nobody at all " + NUMBER.incrementAndGet();
        transactions.run(() -> queue.add(List.of(Mail.text(bad, "To nobody", "Body"))));
        String good = queued("To somebody", "Body");

        sendAll(sender());

        assertThat(row(bad).getState()).isEqualTo("GIVEN_UP");
        assertThat(received(good)).hasSize(1);
    }

    @Test
    void a_server_that_offers_no_tls_gets_nothing_when_tls_is_wanted() {
        String recipient = queued("Secret", "Body");
        MailSender careful = sender(to(SMTP.getSmtp().getPort(), MailProperties.Security.STARTTLS));

        careful.sendDue();

        assertThat(received(recipient)).isEmpty();
        assertThat(row(recipient).getLastProblem()).contains("STARTTLS");
    }

    @Test
    void without_a_server_nothing_is_sent_and_old_letters_do_not_gather() {
        MailSender off = sender(new MailProperties("", 587, "", "", "", "", MailProperties.Security.STARTTLS, "", 7));
        String recipient = queued("Unsent", "Body");

        assertThat(off.sendDue()).isZero();
        clock.advance(Duration.ofDays(7).plusSeconds(1));
        assertThat(off.purge()).isPositive();
        assertThat(row(recipient).getState()).isEqualTo("GIVEN_UP");
    }

    @Test
    void settings_that_would_betray_the_password_or_name_no_sender_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailProperties(
                        "mail", 25, "portal", "x", "", "a@example.com", MailProperties.Security.NONE, "", 7));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new MailProperties("mail", 25, "", "", "", "", MailProperties.Security.STARTTLS, "", 7));
        assertThat(new MailProperties(
                        "mail", 25, "portal", "hush", "", "a@example.com", MailProperties.Security.TLS, "", 7))
                .asString()
                .doesNotContain("hush");
    }
}
