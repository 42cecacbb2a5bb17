package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.page.BoundedCount;
import org.slportal.services.registration.ConvertibleDeviceService;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.DeviceSort;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.device.DeviceIdentifier;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Devices of the account whose traditional licences can be converted, as the last refresh found them. */
@Route("convert/licenses")
@PermitAll
public class ConvertLicensesView extends ConvertPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient ConvertibleDeviceService devices;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public ConvertLicensesView(
            ConvertibleDeviceService devices, CurrentActor current, CurrentAccount account, Dates dates) {
        this.devices = devices;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        boolean manages = current.get().mayAnywhere(Permission.MANAGE_LICENSES, here.id());
        frame(here);
        add(explanation(manages));
        TextField search = new TextField();
        search.setPlaceholder(t("convert-licenses.search"));
        search.setAriaLabel(t("convert-licenses.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        event.getLocation().getQueryParameters().getSingleParameter("q").ifPresent(search::setValue);
        Span updated = new Span();
        updated.addClassName("muted");

        LazyGrid<DeviceListItem, DeviceSort> grid = new LazyGrid<>(DeviceSort.class, DeviceSort.ADDED, false);
        grid.component(
                        t("convert-licenses.identifier"),
                        row -> manages
                                ? new DeviceIdentifier(row, ConvertDeviceView.class, ConvertDeviceView.of(row.id()))
                                : new DeviceIdentifier(row))
                .csv(DeviceIdentifier::text)
                .sort(DeviceSort.IDENTIFIER);
        grid.text(t("device.family"), DeviceListItem::family)
                .sort(DeviceSort.FAMILY)
                .secondary();
        grid.text(t("convert-licenses.eligible"), row -> row.eligible().isEmpty() ? "—" : Skus.text(row.eligible()))
                .grow();
        grid.text(t("inventory.virtual-account"), DeviceListItem::virtualAccount)
                .sort(DeviceSort.VIRTUAL_ACCOUNT)
                .secondary();
        if (manages) {
            grid.component(t("grid.actions"), this::menu).fixed().secondary();
        }
        SerializableRunnable refreshed = () -> {
            grid.reload();
            stamp(updated, here);
        };
        grid.whenEmpty(() -> empty(here, search.getValue(), manages, refreshed));
        grid.boundedSource(
                search::getValue,
                (page, chosen) -> devices.list(current.get(), here.id(), page, chosen),
                chosen -> devices.count(current.get(), here.id(), chosen));
        search.addValueChangeListener(change -> grid.reload());
        stamp(updated, here);
        Div toolbar = div("toolbar", search, updated);
        if (manages) {
            Button refresh = new Button("↻", click -> refresh(here, refreshed));
            refresh.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
            refresh.setAriaLabel(t("convert.refresh"));
            toolbar.add(refresh);
        }
        add(toolbar, grid);
    }

    private Component explanation(boolean manages) {
        Paragraph missing = new Paragraph(new Span(t("convert-licenses.missing")));
        if (manages) {
            missing.add(
                    new Span(" " + t("convert-licenses.try") + " "),
                    new RouterLink(t("convert-licenses.wizard"), FindDeviceView.class));
        }
        return div("prose", new Paragraph(t("convert-licenses.explanation")), missing);
    }

    private void refresh(SmartAccountItem here, SerializableRunnable refreshed) {
        if (Notices.attempt(this, () -> devices.refresh(current.get(), here.id()))) {
            refreshed.run();
        }
    }

    private void stamp(Span updated, SmartAccountItem here) {
        updated.setText(devices.refreshedAt(current.get(), here.id())
                .map(at -> t("convert.updated", dates.time(at)))
                .orElse(t("convert-licenses.never-updated")));
    }

    private Component empty(SmartAccountItem here, String text, boolean manages, SerializableRunnable refreshed) {
        EmptyState empty = new EmptyState(t("convert-licenses.none-found"), t("convert-licenses.none-display"));
        BoundedCount waiting = devices.countWaiting(current.get(), here.id(), text);
        if (waiting.rows() > 0) {
            empty.add(new Paragraph(t("convert-licenses.waiting", waiting.rows(), Numbers.counted(waiting))));
            if (manages) {
                empty.add(new Button(t("convert-licenses.refresh-now"), click -> refresh(here, refreshed)));
            }
        }
        return empty;
    }

    private Component menu(DeviceListItem row) {
        return new RowMenu(row.udi().asCli())
                .item(
                        t("convert.action"),
                        () -> UI.getCurrent().navigate(ConvertDeviceView.class, ConvertDeviceView.of(row.id())));
    }
}
