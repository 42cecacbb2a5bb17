package org.slportal.services.mail;

import static org.slportal.db.jooq.Tables.OUTGOING_MAIL;

import java.time.InstantSource;
import java.util.List;
import org.jooq.DSLContext;
import org.slportal.services.db.Transactions;
import org.slportal.services.lab.RealTime;
import org.springframework.stereotype.Component;

/** Where letters wait to be sent. What is queued in a transaction that fails was never written. */
@Component
public class MailQueue {

    private final DSLContext sql;
    private final InstantSource clock;
    private final RealTime realTime;

    public MailQueue(DSLContext sql, InstantSource clock, RealTime realTime) {
        this.sql = sql;
        this.clock = clock;
        this.realTime = realTime;
    }

    /** One statement for all of them. */
    public void add(List<Mail> mails) {
        Transactions.requireTransaction();
        if (mails.isEmpty()) {
            return;
        }
        // Letters are sent in real time: one from a lab that ran ahead must not wait for it.
        var due = realTime.instant();
        var now = clock.instant();
        var insert = sql.insertInto(
                OUTGOING_MAIL,
                OUTGOING_MAIL.RECIPIENT,
                OUTGOING_MAIL.SUBJECT,
                OUTGOING_MAIL.BODY,
                OUTGOING_MAIL.ATTACHMENT_NAME,
                OUTGOING_MAIL.ATTACHMENT_TYPE,
                OUTGOING_MAIL.ATTACHMENT,
                OUTGOING_MAIL.NEXT_ATTEMPT_AT,
                OUTGOING_MAIL.CREATED_AT);
        for (Mail mail : mails) {
            var attachment = mail.attachment();
            insert = insert.values(
                    mail.recipient(),
                    mail.subject(),
                    mail.body(),
                    attachment == null ? null : attachment.name(),
                    attachment == null ? null : attachment.type(),
                    attachment == null ? null : attachment.content(),
                    due,
                    now);
        }
        insert.execute();
    }
}
