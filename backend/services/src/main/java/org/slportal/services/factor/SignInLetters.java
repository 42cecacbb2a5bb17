package org.slportal.services.factor;

import static org.slportal.db.jooq.Tables.APP_USER;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jooq.DSLContext;
import org.slportal.domain.id.UserId;
import org.slportal.services.db.Transactions;
import org.slportal.services.mail.Mail;
import org.slportal.services.mail.MailQueue;
import org.springframework.stereotype.Component;

/** Tells people by e-mail, in their language, what happened to their sign-in. Without an address there is no letter. */
@Component
public class SignInLetters {

    private static final String BUNDLE = "org.slportal.services.factor.letters";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final DSLContext sql;
    private final MailQueue mails;

    public SignInLetters(DSLContext sql, MailQueue mails) {
        this.sql = sql;
        this.mails = mails;
    }

    void factorReset(UserId user, String by) {
        write(user, "reset", by);
    }

    /** @param left how many codes are left */
    public void recoveryCodeUsed(UserId user, String left) {
        write(user, "recovery", left);
    }

    /** @param provider whose sign-in opens the person's portal from now on */
    public void identityLinked(UserId user, String provider) {
        write(user, "identity", provider);
    }

    private void write(UserId user, String key, String argument) {
        Transactions.requireTransaction();
        var person = sql.select(APP_USER.EMAIL, APP_USER.LOCALE, APP_USER.USER_NAME)
                .from(APP_USER)
                .where(APP_USER.APP_USER_ID.eq(user))
                .fetchSingle();
        if (person.value1().isEmpty()) {
            return;
        }
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, Locale.of(person.value2()), NO_FALLBACK);
        mails.add(List.of(Mail.text(
                person.value1(),
                texts.getString(key + ".subject"),
                texts.getString(key + ".body")
                        .replace("{user}", person.value3())
                        .replace("{0}", argument))));
    }
}
