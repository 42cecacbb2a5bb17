package org.slportal.ui.convert;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.services.error.PortalException;
import org.slportal.services.registration.ConvertibleDeviceService;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.DeviceLookup;
import org.slportal.services.registration.RegisteredDeviceService;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.device.DeviceDialogs;
import org.slportal.ui.device.UdiFields;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** License Conversion wizard, for a device that is not listed: what it is, then the same steps; or why it cannot be converted. */
@Route("convert/device")
@PermitAll
public class FindDeviceView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient ConvertibleDeviceService convertible;
    private final transient RegisteredDeviceService devices;
    private final transient DeviceDialogs dialogs;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    private final Select<String> family = new Select<>();
    private final TextField productId = UdiFields.productId();
    private final TextField serialNumber = UdiFields.serialNumber();
    private final Div answer = new Div();

    public FindDeviceView(
            ConvertibleDeviceService convertible,
            RegisteredDeviceService devices,
            DeviceDialogs dialogs,
            CurrentActor current,
            CurrentAccount account) {
        this.convertible = convertible;
        this.devices = devices;
        this.dialogs = dialogs;
        this.current = current;
        this.account = account;
        family.setLabel(t("device.family"));
        family.setManualValidation(true);
        family.setWidthFull();
        productId.setWidthFull();
        serialNumber.setWidthFull();
        answer.getElement().setAttribute("aria-live", "polite");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!current.get().mayAnywhere(Permission.MANAGE_LICENSES, account.id())) {
            throw PortalException.notAllowed();
        }
        header().title(t("find-device.title")).context(t("find-device.context"));
        header().actions(new Button(t("act.cancel"), click -> UI.getCurrent().navigate(ConvertLicensesView.class)));
        clear();
        answer.removeAll();
        family.setItems(dialogs.families());
        Button next = new Button(t("convert.next"), click -> find());
        next.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div form = div("form", family, productId, serialNumber, next);
        next.addClickShortcut(Key.ENTER).listenOn(form).resetFocusOnActiveElement();
        add(div("card", form), answer);
    }

    private void find() {
        answer.removeAll();
        Map<String, HasValidation> fields =
                Map.of("family", family, "productId", productId, "serialNumber", serialNumber);
        Notices.attempt(
                this,
                fields,
                () -> show(convertible.find(
                        current.get(),
                        account.id(),
                        family.isEmpty() ? "" : family.getValue(),
                        productId.getValue(),
                        serialNumber.getValue())));
    }

    private void show(DeviceLookup found) {
        switch (found) {
            case DeviceLookup.Found it ->
                UI.getCurrent().navigate(ConvertDeviceView.class, ConvertDeviceView.of(it.device()));
            case DeviceLookup.Unknown it ->
                tell(
                        "find-device.unknown",
                        act(
                                "device.add-menu",
                                () -> dialogs.add(
                                        family.getValue(), productId.getValue(), serialNumber.getValue(), this::find)));
            case DeviceLookup.Elsewhere it -> tell("find-device.elsewhere");
            case DeviceLookup.OutOfReach it -> tell("find-device.out-of-reach");
            case DeviceLookup.NotAssigned it ->
                tell(
                        "find-device.not-assigned",
                        act("device.assign-menu", () -> dialogs.assign(item(it.device()), this::find)));
            case DeviceLookup.NoLicenses it -> {
                DeviceListItem item = item(it.device());
                if (item.rightToUse() && manages(item)) {
                    tell("find-device.no-rights", act("device.rtu-menu", () -> dialogs.rightsToUse(item, this::find)));
                } else {
                    tell("find-device.no-licenses");
                }
            }
            case DeviceLookup.AllConverted it -> {
                tell("find-device.all-converted");
                answer.add(new RouterLink(t("convert.history"), ConversionHistoryView.class));
            }
            case DeviceLookup.NothingEligible it -> {
                tell("find-device.nothing-eligible");
                answer.add(new RouterLink(
                        t("find-device.see-why"), ConvertDeviceView.class, ConvertDeviceView.of(it.device())));
            }
        }
    }

    private DeviceListItem item(LegacyDeviceId device) {
        return devices.detail(current.get(), device).item();
    }

    private boolean manages(DeviceListItem item) {
        return current.get().may(Permission.MANAGE_LICENSES, item.account(), item.pool());
    }

    private void tell(String key, Button... acts) {
        Div card = div("card", new Paragraph(t(key)));
        card.add(acts);
        answer.add(card);
    }

    private Button act(String key, SerializableRunnable act) {
        return new Button(t(key), click -> Notices.attempt(this, act));
    }
}
