package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.slportal.domain.conversion.Ineligibility;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.services.conversion.TraditionalLineItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.registration.DeviceDetail;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.RegisteredDeviceService;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;

/** One device, or a stack: where it lies, its switches, and what became of each of its traditional licences. */
@Route("registration/devices/:device([0-9]+)")
@PermitAll
public class RegisteredDeviceView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final String DEVICE = "device";

    private final transient RegisteredDeviceService devices;
    private final transient DeviceActs acts;
    private final transient CurrentActor current;
    private final transient Dates dates;

    public RegisteredDeviceView(RegisteredDeviceService devices, DeviceActs acts, CurrentActor current, Dates dates) {
        this.devices = devices;
        this.acts = acts;
        this.current = current;
        this.dates = dates;
    }

    static RouteParameters of(LegacyDeviceId device) {
        return new RouteParameters(new RouteParam(DEVICE, device.toString()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(id(event));
    }

    private void show(LegacyDeviceId id) {
        DeviceDetail detail = devices.detail(current.get(), id);
        DeviceListItem item = detail.item();
        header().title(item.family(), item.udi().asCli())
                .context(new RouterLink(t("lrp.devices"), RegisteredDevicesView.class));
        header().actions();
        // What may be removed is gone afterwards: then this address is unknown, and the list is the place to be.
        if (acts.manages(item)) {
            RowMenu menu = new RowMenu(item.udi().asCli());
            acts.fill(menu, this, item, () -> shown(id));
            header().actions(menu);
        }
        clear();
        String pool = item.virtualAccount();
        add(
                div(
                        "card",
                        new H2(t("device.overview")),
                        new Facts()
                                .fact(t("entitlements.device-id"), ids(item))
                                .fact(t("device.family"), item.family())
                                .fact(t("inventory.virtual-account"), pool == null ? t("device.unassigned") : pool)
                                .fact(t("device.assigned-at"), dates.timeWithDistance(item.assignedAt()))),
                div("card flush", licenses(detail)));
    }

    private void shown(LegacyDeviceId id) {
        try {
            show(id);
        } catch (PortalException gone) {
            getUI().ifPresent(ui -> ui.navigate(RegisteredDevicesView.class));
        }
    }

    private static Component ids(DeviceListItem item) {
        Div ids = new Div();
        for (Udi udi : item.udis()) {
            Div id = new Div(udi.asDeviceId());
            id.addClassName("mono");
            ids.add(id);
        }
        return ids;
    }

    private Component licenses(DeviceDetail detail) {
        if (detail.lines().isEmpty()) {
            return div(
                    "prose", new Paragraph(t(detail.item().rightToUse() ? "device.no-rights" : "device.no-licenses")));
        }
        Table table = new Table()
                .head(t("device.device"))
                .head("SKU")
                .wideHead(t("convert.becomes"))
                .wideHead(t("convert.term"))
                .numberHead(t("field.quantity"))
                .numberHead(t("convert.converted"))
                .head(t("device.left"));
        for (TraditionalLineItem line : detail.lines()) {
            String license = line.license();
            table.row(List.of(
                    Table.mono(line.origin()),
                    Table.mono(line.sku()),
                    Table.wide(new Span(license == null ? "—" : license)),
                    Table.wide(new Span(t("term." + line.term().name()))),
                    Table.number(Numbers.plain(line.ordered())),
                    Table.number(Numbers.plain(line.converted())),
                    new Span(left(line))));
        }
        return table;
    }

    private String left(TraditionalLineItem line) {
        Ineligibility reason = line.ineligibility();
        return reason == null
                ? Numbers.plain(line.available())
                : Numbers.plain(line.available()) + " · " + t("ineligible." + reason.name());
    }

    private static LegacyDeviceId id(BeforeEnterEvent event) {
        try {
            return new LegacyDeviceId(
                    Long.parseLong(event.getRouteParameters().get(DEVICE).orElse("0")));
        } catch (NumberFormatException tooLong) {
            throw PortalException.notFound();
        }
    }
}
