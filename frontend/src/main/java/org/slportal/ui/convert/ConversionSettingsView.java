package org.slportal.ui.convert;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.Set;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.conversion.settings.ConversionSettings;
import org.slportal.services.conversion.settings.ConversionSettingsService;
import org.slportal.services.conversion.settings.DlcMode;
import org.slportal.services.conversion.settings.VersionedSettings;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;
import org.slportal.ui.shell.PoolsPicker;

/** What converts by itself, and what needs somebody's consent. For the Smart Account's administrator. */
@Route("convert/settings")
@PermitAll
public class ConversionSettingsView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient ConversionSettingsService settings;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    private final Checkbox paks = new Checkbox(t("settings.paks"));
    private final TextField skus = new TextField(t("settings.skus"));
    private final PoolPicker target;
    private final Checkbox devices = new Checkbox(t("settings.devices"));
    private final RadioButtonGroup<DlcMode> dlc = new RadioButtonGroup<>(t("settings.dlc"));
    private final PoolsPicker dlcPools;
    private final Checkbox hold = new Checkbox(t("settings.hold"));
    private final Checkbox two = new Checkbox(t("settings.two"));
    private int version;

    public ConversionSettingsView(ConversionSettingsService settings, CurrentActor current, CurrentAccount account) {
        this.settings = settings;
        this.current = current;
        this.account = account;
        skus.setHelperText(t("settings.skus.help"));
        target = new PoolPicker(t("settings.target"), account, Permission.VIEW).orNone(t("settings.target.own"));
        dlcPools = new PoolsPicker(t("settings.dlc-pools"), account, Permission.VIEW);
        dlc.setItems(DlcMode.values());
        dlc.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        dlc.setItemLabelGenerator(mode -> t("settings.dlc." + mode.name()));
        dlc.addValueChangeListener(change -> dlcPools.setVisible(change.getValue() == DlcMode.SELECTED));
        paks.addValueChangeListener(change -> enable());
    }

    private void enable() {
        skus.setEnabled(paks.getValue());
        target.setEnabled(paks.getValue());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        VersionedSettings now = settings.get(current.get(), here.id());
        header().title(t("settings.title")).context(new RouterLink(t("convert.paks"), ConvertPaksView.class));
        show(now);
        Button save = new Button(t("act.save"), click -> save(here.id()));
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        clear();
        add(
                card("settings.paks.title", "settings.paks.text", paks, skus, target),
                card("settings.devices.title", "settings.devices.text", devices),
                card("settings.dlc.title", "settings.dlc.text", dlc, dlcPools),
                card("settings.approval.title", "settings.approval.text", hold, two),
                div("toolbar", save));
    }

    private void show(VersionedSettings now) {
        ConversionSettings chosen = now.settings();
        version = now.version();
        paks.setValue(chosen.convertPaks());
        skus.setValue(chosen.skuFilter());
        VirtualAccountId into = chosen.pakTarget();
        target.setValue(
                into == null
                        ? null
                        : account.pools(Set.of(into)).stream().findFirst().orElse(null));
        devices.setValue(chosen.convertDevices());
        dlcPools.choose(chosen.dlcPools());
        dlc.setValue(chosen.dlcMode());
        dlcPools.setVisible(chosen.dlcMode() == DlcMode.SELECTED);
        hold.setValue(chosen.holdAutomatic());
        two.setValue(chosen.twoPerson());
        enable();
    }

    private void save(SmartAccountId here) {
        boolean saved = Notices.attempt(
                this, Map.of("skuFilter", skus), () -> settings.change(current.get(), here, chosen(), version));
        if (saved) {
            show(settings.get(current.get(), here));
            Notices.done(t("settings.saved"));
        }
    }

    private ConversionSettings chosen() {
        VirtualAccountItem into = target.getValue();
        return new ConversionSettings(
                paks.getValue(),
                skus.getValue(),
                into == null ? null : into.id(),
                devices.getValue(),
                dlc.getValue(),
                dlc.getValue() == DlcMode.SELECTED ? dlcPools.chosen() : Set.of(),
                hold.getValue(),
                two.getValue());
    }

    private Div card(String title, String text, com.vaadin.flow.component.Component... fields) {
        Div form = div("form", fields);
        Paragraph explanation = new Paragraph(t(text));
        explanation.addClassName("muted");
        return div("card", new H2(t(title)), explanation, form);
    }
}
