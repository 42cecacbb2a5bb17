package org.slportal.services.notification;

import org.slportal.services.mail.Mail;

/** Puts letters into the reader's words. The words belong to the user interface. */
public interface LetterWriter {

    Mail alerts(AlertLetter letter);

    Mail summary(SummaryLetter letter);
}
