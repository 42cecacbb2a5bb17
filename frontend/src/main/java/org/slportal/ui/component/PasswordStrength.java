package org.slportal.ui.component;

import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableSupplier;
import org.slportal.services.user.Passwords;

/** Says in words, while somebody chooses a password, how well it would hold. The rules are the service's. */
public final class PasswordStrength {

    private PasswordStrength() {}

    public static void tell(PasswordField field, SerializableSupplier<String> userName) {
        String hint = field.getHelperText();
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(change -> field.setHelperText(
                change.getValue().isEmpty()
                        ? hint
                        : field.getTranslation("strength."
                                + Passwords.strength(userName.get().strip(), change.getValue())
                                        .name())));
    }
}
