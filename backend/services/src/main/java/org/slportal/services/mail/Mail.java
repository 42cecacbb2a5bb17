package org.slportal.services.mail;

import org.jspecify.annotations.Nullable;

/**
 * A letter to one person.
 *
 * @param recipient an e-mail address
 * @param body plain text
 */
public record Mail(
        String recipient,
        String subject,
        String body,
        @Nullable Attachment attachment) {

    /** @param type such as text/csv */
    public record Attachment(String name, String type, byte[] content) {}

    public static Mail text(String recipient, String subject, String body) {
        return new Mail(recipient, subject, body, null);
    }
}
