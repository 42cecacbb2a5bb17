package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.db.jooq.Tables.PASSKEY;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.Actor;
import org.slportal.services.lab.RealTime;
import org.slportal.services.testing.TestAccounts;
import org.slportal.ui.preferences.SecurityView;
import org.springframework.beans.factory.annotation.Autowired;

class PasskeysCardTest extends ViewTest {

    @Autowired
    DSLContext sql;

    @Autowired
    RealTime clock;

    private void store(Actor actor, String name) {
        UserId user = Objects.requireNonNull(actor.userId());
        sql.insertInto(PASSKEY)
                .set(PASSKEY.APP_USER_ID, user)
                .set(PASSKEY.CREDENTIAL_ID, (name + user).getBytes(StandardCharsets.UTF_8))
                .set(PASSKEY.CREDENTIAL_DATA, new byte[] {1})
                .set(PASSKEY.RP_ID, "localhost")
                .set(PASSKEY.SIGN_COUNTER, 0L)
                .set(PASSKEY.BACKUP_ELIGIBLE, false)
                .set(PASSKEY.NAME, name)
                .set(PASSKEY.CREATED_AT, clock.instant())
                .execute();
    }

    private Dialog dialog() {
        return find(Dialog.class).all().stream()
                .filter(Dialog::isOpened)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private void press(String label) {
        test(find(Button.class).all().stream()
                        .filter(one -> label.equals(one.getAriaLabel().orElse("")))
                        .findFirst()
                        .orElseThrow())
                .click();
    }

    @Test
    void a_passkey_is_renamed_and_removed_with_the_password() {
        store(account().administrator(), "Laptop");
        SecurityView view = navigate(SecurityView.class);
        assertThat(text(view)).contains("Laptop", "localhost", "Never");

        press("Rename Laptop");
        test(find(TextField.class, dialog()).single()).setValue(" ");
        test(button("Rename")).click();
        assertThat(find(TextField.class, dialog()).single().isInvalid()).isTrue();
        test(find(TextField.class, dialog()).single()).setValue("Phone");
        test(button("Rename")).click();
        assertThat(text(view)).contains("Phone").doesNotContain("Laptop");

        press("Remove Phone");
        PasswordField password = find(PasswordField.class, dialog()).single();
        test(password).setValue("not the password");
        test(button("Remove passkey")).click();
        assertThat(password.getErrorMessage()).contains("not your current password");
        test(password).setValue(TestAccounts.PASSWORD);
        test(button("Remove passkey")).click();
        assertThat(text(view)).doesNotContain("Phone");
    }

    @Test
    void somebody_elses_passkeys_are_not_shown() {
        store(accounts.account().administrator(), "Theirs");

        assertThat(text(navigate(SecurityView.class))).contains("Passkeys").doesNotContain("Theirs");
    }
}
