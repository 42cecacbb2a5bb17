package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.textfield.EmailField;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.notification.NotificationService;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.preferences.NotificationsView;
import org.springframework.beans.factory.annotation.Autowired;

class NotificationsViewTest extends ViewTest {

    @Autowired
    NotificationService notifications;

    private void press(String id) {
        test(find(Button.class).withId(id).single()).click();
    }

    @Test
    @SuppressWarnings("unchecked")
    void an_address_and_a_choice_are_kept_for_this_account() {
        NotificationsView view = navigate(NotificationsView.class);
        assertThat(text(view)).contains("This portal has no mail server");
        EmailField email = find(EmailField.class, view).single();

        test(email).setValue("jkim@example.com");
        press("save-email");
        test(find(Checkbox.class, view).withId("daily-summary").single()).click();
        CheckboxGroup<AlertCode> major =
                (CheckboxGroup<AlertCode>) find(CheckboxGroup.class, view).all().getFirst();
        major.setValue(Set.of(AlertCode.PI_FAILED_TO_RENEW));
        press("save-choices");

        var kept = notifications.get(account().administrator(), account().id());
        assertThat(kept.email()).isEqualTo("jkim@example.com");
        assertThat(kept.choice().dailySummary()).isTrue();
        assertThat(kept.choice().alerts())
                .containsExactlyInAnyOrder(AlertCode.PI_FAILED_TO_RENEW, AlertCode.PI_REMOVED);
    }

    @Test
    void a_choice_without_an_address_is_refused_beside_the_field() {
        NotificationsView view = navigate(NotificationsView.class);

        test(find(Checkbox.class, view).withId("daily-summary").single()).click();
        press("save-choices");

        EmailField email = find(EmailField.class, view).single();
        assertThat(email.isInvalid()).isTrue();
        assertThat(email.getErrorMessage()).isEqualTo("Enter your e-mail address first.");
        test(email).setValue("nobody");
        press("save-email");
        assertThat(email.getErrorMessage()).isEqualTo("This is not an e-mail address.");
    }

    @Test
    void a_viewer_may_be_told_and_an_approver_sees_nothing_to_be_told_of() {
        signInAs(Role.SMART_ACCOUNT_VIEWER, null);
        NotificationsView view = navigate(NotificationsView.class);
        assertThat(find(Checkbox.class, view).withId("daily-summary").single().getLabel())
                .isEqualTo("Daily Event Summary");

        signInAs(Role.SMART_ACCOUNT_APPROVER, null);
        navigate("preferences/notifications", RefusedView.class);
    }
}
