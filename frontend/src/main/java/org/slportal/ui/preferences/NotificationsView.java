package org.slportal.ui.preferences;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.alert.AlertCode;
import org.slportal.services.alert.Severity;
import org.slportal.services.notification.NotificationChoice;
import org.slportal.services.notification.NotificationService;
import org.slportal.services.notification.NotificationSettings;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Email Notification: what one is told about the Smart Account chosen above, and where letters go. */
@Route("preferences/notifications")
@PermitAll
public class NotificationsView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient NotificationService notifications;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    private final EmailField email = new EmailField(t("notify.email"));
    private final Checkbox summary = new Checkbox(t("notify.summary"));
    private final Map<Severity, CheckboxGroup<AlertCode>> kinds = new EnumMap<>(Severity.class);
    private int version;

    public NotificationsView(NotificationService notifications, CurrentActor current, CurrentAccount account) {
        this.notifications = notifications;
        this.current = current;
        this.account = account;
        email.setHelperText(t("notify.email.hint"));
        email.setManualValidation(true);
        email.setWidthFull();
        email.getElement().setAttribute("autocomplete", "email");
        summary.setId("daily-summary");
        summary.setHelperText(t("notify.summary.text"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        NotificationSettings now = notifications.get(current.get(), here.id());
        clear();
        header().title(t("notify.tab")).context(t("notify.context"), here.name());
        add(new PreferencesTabs(current.get(), NotificationsView.class));
        if (!now.mailIsOn()) {
            Div notice = div("notice");
            notice.setText(t("notify.off"));
            add(notice);
        }
        email.setValue(now.email());
        add(address(), choices());
        show(now);
    }

    private Div address() {
        Button save = new Button(t("act.save"), click -> {
            if (Notices.attempt(
                    this, Map.of("email", email), () -> notifications.changeEmail(current.get(), email.getValue()))) {
                Notices.done(t("notify.saved-email"));
            }
        });
        save.setId("save-email");
        return div("card", new H2(t("notify.address")), div("form", email), div("toolbar", save));
    }

    private Div choices() {
        kinds.clear();
        Div form = div("form", summary);
        Paragraph text = new Paragraph(t("notify.alerts.text"));
        text.addClassName("muted");
        form.add(new H2(t("notify.alerts")), text);
        for (Severity severity : Severity.values()) {
            List<AlertCode> codes = Arrays.stream(AlertCode.values())
                    .filter(code -> code.severity() == severity)
                    .filter(code -> code != AlertCode.PI_REMOVED)
                    .toList();
            if (!codes.isEmpty()) {
                form.add(group(severity, codes));
            }
        }
        Button save = new Button(t("act.save"), click -> save());
        save.setId("save-choices");
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return div("card", form, div("toolbar", save));
    }

    private Div group(Severity severity, List<AlertCode> codes) {
        CheckboxGroup<AlertCode> group = new CheckboxGroup<>(t("severity." + severity.name()));
        group.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
        group.setItems(codes);
        group.setItemLabelGenerator(code -> t("alert." + code.name() + ".label"));
        Checkbox all = new Checkbox(t("notify.severity", t("severity." + severity.name())));
        all.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                group.setValue(change.getValue() ? Set.copyOf(codes) : Set.of());
            }
        });
        group.addValueChangeListener(change -> {
            all.setValue(change.getValue().size() == codes.size());
            all.setIndeterminate(
                    !change.getValue().isEmpty() && change.getValue().size() < codes.size());
        });
        kinds.put(severity, group);
        return div("form", all, group);
    }

    private void show(NotificationSettings now) {
        version = now.version();
        summary.setValue(now.choice().dailySummary());
        kinds.forEach((severity, group) -> group.setValue(now.choice().alerts().stream()
                .filter(code -> code.severity() == severity && code != AlertCode.PI_REMOVED)
                .collect(Collectors.toSet())));
    }

    private void save() {
        SmartAccountItem here = account.get();
        Set<AlertCode> chosen = new HashSet<>();
        kinds.values().forEach(group -> chosen.addAll(group.getValue()));
        // One kind with two causes: to the reader both are "Failed to Renew".
        if (chosen.contains(AlertCode.PI_FAILED_TO_RENEW)) {
            chosen.add(AlertCode.PI_REMOVED);
        }
        boolean saved = Notices.attempt(
                this,
                Map.of("email", email),
                () -> notifications.change(
                        current.get(), here.id(), new NotificationChoice(summary.getValue(), chosen), version));
        if (saved) {
            show(notifications.get(current.get(), here.id()));
            Notices.done(t("notify.saved"));
        }
    }
}
