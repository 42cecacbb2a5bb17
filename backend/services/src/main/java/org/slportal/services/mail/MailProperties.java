package org.slportal.services.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters leave the portal; as environment variables PORTAL_MAIL_HOST and so on.
 *
 * @param host the SMTP server; empty: no letters are sent
 * @param port 587 is what servers offer to clients that sign in
 * @param user empty: the portal does not sign in
 * @param password empty: see passwordFile
 * @param passwordFile a file holding it instead
 * @param from the sender's address
 * @param security how the connection is protected
 * @param portalUrl what links in letters begin with, such as https://portal.example.com; empty: letters have no links
 * @param summaryHour from this hour (UTC, by the portal's clock) the daily summary is sent, 0 to 23
 */
@ConfigurationProperties("portal.mail")
public record MailProperties(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String passwordFile,
        @DefaultValue("") String from,
        @DefaultValue("STARTTLS") Security security,
        @DefaultValue("") String portalUrl,
        @DefaultValue("7") int summaryHour) {

    private static final int LAST_HOUR = 23;

    /** How the connection to the SMTP server is protected. */
    public enum Security {
        /** Turned into TLS before anything is said; a server that does not offer it gets no letter. */
        STARTTLS,
        /** TLS from the first byte, usually port 465. */
        TLS,
        /** In clear; for a relay on the same machine. Without a password only. */
        NONE
    }

    public MailProperties {
        if (summaryHour < 0 || summaryHour > LAST_HOUR) {
            throw new IllegalArgumentException("portal.mail.summary-hour is an hour of the day, 0 to 23");
        }
        if (!host.isEmpty() && from.isEmpty()) {
            throw new IllegalArgumentException("portal.mail.from must be set where portal.mail.host is");
        }
        if (security == Security.NONE && !user.isEmpty()) {
            throw new IllegalArgumentException("portal.mail.security NONE would send the password in clear");
        }
    }

    public boolean isOn() {
        return !host.isEmpty();
    }

    @Override
    public String toString() {
        return "MailProperties[" + host + ":" + port + "]";
    }
}
