package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slportal.domain.access.Role;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.webhook.WebhookData;
import org.slportal.services.webhook.WebhookService;
import org.slportal.ui.error.RefusedView;
import org.slportal.ui.webhook.DeliveriesView;
import org.slportal.ui.webhook.WebhooksView;
import org.springframework.beans.factory.annotation.Autowired;

class WebhookViewsTest extends ViewTest {

    private static final WebhookData DATA =
            new WebhookData("http://127.0.0.1:1/hook", Set.of(AlertCode.DUPLICATE_LICENSES), Set.of());

    @Autowired
    WebhookService webhooks;

    @Test
    @SuppressWarnings("unchecked")
    void a_webhook_is_created_and_its_secret_is_shown_once() {
        WebhooksView view = navigate(WebhooksView.class);
        assertThat(text(view)).contains("No webhooks");
        test(button("New webhook…")).click();
        TextField url = find(TextField.class).all().stream()
                .filter(field -> "Address".equals(field.getLabel()))
                .findFirst()
                .orElseThrow();

        url.setValue("http://8.8.8.8/hook");
        test(button("Create webhook")).click();
        assertThat(url.getErrorMessage())
                .isEqualTo("The address must begin with https://. http:// is for this machine only.");
        url.setValue("http://127.0.0.1:1/hook");
        test(button("Create webhook")).click();
        MultiSelectComboBox<AlertCode> alerts =
                find(MultiSelectComboBox.class).all().getFirst();
        assertThat(alerts.getErrorMessage()).isEqualTo("Choose at least one kind of alert or event.");
        alerts.setValue(Set.of(AlertCode.DUPLICATE_LICENSES));
        test(button("Create webhook")).click();

        assertThat(find(Dialog.class).all().stream()
                        .map(ViewTest::text)
                        .toList()
                        .toString())
                .contains("whsec_");
        assertThat(text(view)).contains("http://127.0.0.1:1/hook", "Active").doesNotContain("whsec_");
        assertThat(webhooks.list(account().administrator(), account().id())).hasSize(1);
    }

    @Test
    void the_log_of_a_webhook_has_its_own_address_and_a_foreign_one_is_unknown() {
        var hook = webhooks.create(account().administrator(), account().id(), DATA);
        webhooks.test(account().administrator(), hook.id());

        assertThat(text(navigate("alerts/webhooks/" + hook.id(), DeliveriesView.class)))
                .contains("127.0.0.1");
        var foreign = accounts.account();
        var other = webhooks.create(foreign.administrator(), foreign.id(), DATA);
        assertThat(text(navigate("alerts/webhooks/" + other.id(), RefusedView.class)))
                .contains("Not found");
        webhooks.remove(account().administrator(), hook.id());
    }

    @Test
    void whoever_does_not_administer_the_account_sees_no_webhooks() {
        signInAs(Role.SMART_ACCOUNT_USER, null);

        assertThat(text(navigate("alerts/webhooks", RefusedView.class))).contains("Your role does not allow this.");
    }
}
