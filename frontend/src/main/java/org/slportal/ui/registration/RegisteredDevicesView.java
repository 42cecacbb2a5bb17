package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.PermitAll;
import java.util.stream.Collectors;
import org.slportal.domain.access.Permission;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.registration.DeviceExportService;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.DeviceSort;
import org.slportal.services.registration.RegisteredDeviceService;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.device.DeviceDialogs;
import org.slportal.ui.device.DeviceIdentifier;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Devices with traditional licences: add them, record what they may use, assign and convert. */
@Route("registration/devices")
@PermitAll
public class RegisteredDevicesView extends RegistrationPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient RegisteredDeviceService devices;
    private final transient DeviceExportService exports;
    private final transient DeviceDialogs dialogs;
    private final transient DeviceActs acts;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    public RegisteredDevicesView(
            RegisteredDeviceService devices,
            DeviceExportService exports,
            DeviceDialogs dialogs,
            DeviceActs acts,
            CurrentActor current,
            CurrentAccount account) {
        this.devices = devices;
        this.exports = exports;
        this.dialogs = dialogs;
        this.acts = acts;
        this.current = current;
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        boolean manages = current.get().mayAnywhere(Permission.MANAGE_LICENSES, here.id());
        frame(here);
        TextField search = new TextField();
        search.setPlaceholder(t("convert-licenses.search"));
        search.setAriaLabel(t("convert-licenses.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        event.getLocation().getQueryParameters().getSingleParameter("q").ifPresent(search::setValue);

        LazyGrid<DeviceListItem, DeviceSort> grid = new LazyGrid<>(DeviceSort.class, DeviceSort.ADDED, false);
        grid.component(
                        t("device.device"),
                        row -> new DeviceIdentifier(row, RegisteredDeviceView.class, RegisteredDeviceView.of(row.id())))
                .asShown()
                .sort(DeviceSort.IDENTIFIER);
        grid.text(t("device.family"), DeviceListItem::family)
                .sort(DeviceSort.FAMILY)
                .secondary();
        grid.text(t("convert.skus"), RegisteredDevicesView::skus).grow().secondary();
        grid.text(t("inventory.virtual-account"), row -> {
                    String name = row.virtualAccount();
                    return name == null ? t("device.unassigned") : name;
                })
                .sort(DeviceSort.VIRTUAL_ACCOUNT)
                .secondary();
        grid.number(t("convert.available"), DeviceListItem::available, false);
        grid.component(t("grid.actions"), row -> menu(row, grid::reload)).fixed();
        grid.whenEmpty(() -> search.isEmpty()
                ? new EmptyState(
                        t("device.empty.title"), t(manages ? "device.empty.advice" : "device.empty.advice-viewer"))
                : null);
        grid.notExported();
        grid.boundedSource(
                page -> devices.list(current.get(), here.id(), page, search.getValue()),
                () -> devices.countBounded(current.get(), here.id(), search.getValue()));
        search.addValueChangeListener(change -> grid.reload());
        // The header's actions are the frame's.
        Div toolbar = div("toolbar", search, export(here, search));
        if (manages) {
            Button add = new Button(t("device.add-menu"), click -> dialogs.add(grid::reload));
            add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            toolbar.add(new Button(t("device.import-menu"), click -> dialogs.importFile(grid::reload)), add);
        }
        add(toolbar, grid);
    }

    private static String skus(DeviceListItem row) {
        return row.left().isEmpty()
                ? "—"
                : row.left().stream()
                        .map(sku -> sku.code() + " (" + Numbers.plain(sku.quantity()) + ")")
                        .collect(Collectors.joining(", "));
    }

    private Anchor export(SmartAccountItem here, TextField search) {
        DownloadHandler handler = event -> {
            event.setFileName("devices.csv");
            event.setContentType("text/csv; charset=utf-8");
            exports.write(current.get(), here.id(), search.getValue(), event.getOutputStream());
        };
        Anchor export = new Anchor(handler, AttachmentType.DOWNLOAD, t("csv.export"));
        export.addClassName("plain-button");
        return export;
    }

    private Component menu(DeviceListItem row, SerializableRunnable changed) {
        RowMenu menu = new RowMenu(row.udi().asCli());
        acts.fill(menu, this, row, changed);
        menu.item(
                t("device.details-menu"),
                () -> UI.getCurrent().navigate(RegisteredDeviceView.class, RegisteredDeviceView.of(row.id())));
        return menu;
    }
}
