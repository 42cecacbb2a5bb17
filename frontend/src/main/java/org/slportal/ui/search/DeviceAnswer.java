package org.slportal.ui.search;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import org.slportal.services.search.FoundDevice;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Table;
import org.slportal.ui.convert.ConvertLicensesView;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.ProductInstanceView;
import org.slportal.ui.registration.RegisteredDevicesView;

/** Where a chassis is known, what it holds and what it uses. */
class DeviceAnswer extends Div {

    private static final long serialVersionUID = 1L;

    DeviceAnswer(FoundDevice device, Dates dates, boolean converts) {
        addClassName("card");
        FoundDevice.Registration registration = device.registration();
        Facts facts = new Facts()
                .fact(
                        getTranslation("search.registration"),
                        registration == null ? getTranslation("search.not-registered") : place(registration));
        if (registration != null && registration.stackOf() != null) {
            facts.identifier(getTranslation("search.stack"), registration.stackOf());
        }
        instance(facts, device.instance(), dates);
        FoundDevice.OwnConversion own = device.ownConversion();
        if (own != null) {
            facts.fact(
                    getTranslation("search.own-conversion"),
                    getTranslation("search.own." + own.state(), dates.time(own.at())));
        }
        add(new H3(Table.mono(device.udi())), facts);
        if (registration != null) {
            registration(registration, device.serialNumber(), dates, converts);
        }
    }

    private String place(FoundDevice.Registration registration) {
        String pool = registration.virtualAccount();
        return registration.platform() + " · " + (pool == null ? getTranslation("search.not-assigned") : pool);
    }

    private void instance(Facts facts, FoundDevice.@org.jspecify.annotations.Nullable Instance instance, Dates dates) {
        String name = getTranslation("search.instance");
        if (instance == null) {
            facts.fact(name, getTranslation("search.no-instance"));
            return;
        }
        facts.fact(
                name,
                new Span(
                        new RouterLink(
                                instance.name(),
                                ProductInstanceView.class,
                                InventoryNavigation.of(instance.virtualAccountId(), instance.id())),
                        new Span(" · " + instance.virtualAccount() + " · " + dates.time(instance.lastContact()))));
        facts.fact(getTranslation("search.uses"), String.join(", ", instance.licenses()));
    }

    private void registration(
            FoundDevice.Registration registration, String serialNumber, Dates dates, boolean converts) {
        if (registration.lines().isEmpty()) {
            add(new Paragraph(getTranslation("search.holds-nothing")));
        } else {
            add(new LineTable(registration.lines(), dates, converts));
        }
        if (registration.virtualAccount() == null) {
            add(new RouterLink(getTranslation("search.assign-device"), RegisteredDevicesView.class));
        } else if (registration.waitsForRefresh()) {
            add(new Paragraph(
                    new Span(getTranslation("search.waits-for-refresh") + " "),
                    new RouterLink(getTranslation("convert.licenses"), ConvertLicensesView.class)));
        } else if (registration.convertible() && converts) {
            add(SearchLinks.to(getTranslation("convert.action"), ConvertLicensesView.class, serialNumber));
        }
    }
}
