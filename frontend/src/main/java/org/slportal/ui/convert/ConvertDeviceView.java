package org.slportal.ui.convert;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.registration.DeviceDetail;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.RegisteredDeviceService;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Converts some of the traditional licences of a device; of a stack, those of all its switches in one run. */
@Route("convert/device/:device([0-9]+)")
@PermitAll
public class ConvertDeviceView extends ConversionWizard implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final String DEVICE = "device";

    private final transient RegisteredDeviceService devices;

    public ConvertDeviceView(
            RegisteredDeviceService devices,
            ConversionService conversions,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        super(ConversionSubject.DEVICE, conversions, current, account, dates);
        this.devices = devices;
    }

    /** @param device any switch of a stack */
    public static RouteParameters of(LegacyDeviceId device) {
        return new RouteParameters(new RouteParam(DEVICE, device.toString()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        DeviceDetail detail = devices.detail(actor(), new LegacyDeviceId(id(event, DEVICE)));
        DeviceListItem item = detail.item();
        String pool = item.virtualAccount();
        header().title(t("convert.device"), item.udi().asCli())
                .context(
                        t("convert.family", item.family()),
                        t("device.switches", 1 + item.members().size()),
                        pool == null ? t("device.unassigned") : pool);
        if (detail.lines().isEmpty()) {
            actor().require(Permission.MANAGE_LICENSES, item.account(), item.pool());
            clear();
            header().actions(new Button(t("act.back"), click -> UI.getCurrent().navigate(ConvertLicensesView.class)));
            add(new EmptyState(
                    t("convert.device-bare.title"),
                    t("convert.device-bare.advice"),
                    new RouterLink(t("convert.licenses"), ConvertLicensesView.class)));
            return;
        }
        begin(detail.lines(), item.pool());
    }
}
