package org.slportal.services.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.springframework.stereotype.Component;

/** The one place that speaks SMTP. */
@Component
class SmtpServer {

    private static final String TIMEOUT_MILLIS = "10000";

    private final MailProperties properties;
    private final Session session;

    SmtpServer(MailProperties properties) {
        this.properties = properties;
        this.session = Session.getInstance(settings(properties));
    }

    boolean isOn() {
        return properties.isOn();
    }

    /** A connection several letters go through. */
    Transport connect() throws MessagingException, IOException {
        Transport transport = session.getTransport("smtp");
        if (properties.user().isEmpty()) {
            transport.connect();
        } else {
            // Read anew: it may have been changed.
            transport.connect(properties.host(), properties.port(), properties.user(), password());
        }
        return transport;
    }

    /** @param sentAt the date the letter bears */
    void send(Transport transport, Mail mail, Instant sentAt) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        InternetAddress[] to = {new InternetAddress(mail.recipient(), true)};
        message.setFrom(new InternetAddress(properties.from(), true));
        message.setRecipients(jakarta.mail.Message.RecipientType.TO, to);
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(sentAt));
        // No answers from holiday responders.
        message.setHeader("Auto-Submitted", "auto-generated");
        Mail.Attachment attachment = mail.attachment();
        if (attachment == null) {
            message.setText(mail.body(), StandardCharsets.UTF_8.name());
        } else {
            MimeBodyPart text = new MimeBodyPart();
            text.setText(mail.body(), StandardCharsets.UTF_8.name());
            MimeBodyPart file = new MimeBodyPart();
            file.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.type())));
            file.setFileName(attachment.name());
            // Byte for byte: text would get other line ends.
            file.setHeader("Content-Transfer-Encoding", "base64");
            message.setContent(new MimeMultipart(text, file));
        }
        message.saveChanges();
        transport.sendMessage(message, to);
    }

    private String password() throws IOException {
        return properties.passwordFile().isEmpty()
                ? properties.password()
                : Files.readString(Path.of(properties.passwordFile())).strip();
    }

    private static Properties settings(MailProperties mail) {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.host", mail.host());
        settings.setProperty("mail.smtp.port", Integer.toString(mail.port()));
        settings.setProperty("mail.smtp.from", mail.from());
        settings.setProperty("mail.smtp.auth", Boolean.toString(!mail.user().isEmpty()));
        settings.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        settings.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        settings.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        boolean startTls = mail.security() == MailProperties.Security.STARTTLS;
        settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        settings.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        settings.setProperty("mail.smtp.ssl.enable", Boolean.toString(mail.security() == MailProperties.Security.TLS));
        return settings;
    }
}
