package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.registration.LicenseFiles;
import org.slportal.services.registration.RegisteredLicense;
import org.slportal.services.registration.RegisteredLicenseService;
import org.slportal.services.registration.RegisteredLicenseSort;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Traditional licences installed on devices. */
@Route("registration/licenses")
@PermitAll
public class RegisteredLicensesView extends RegistrationPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient RegisteredLicenseService licenses;
    private final transient LicenseFiles files;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public RegisteredLicensesView(
            RegisteredLicenseService licenses,
            LicenseFiles files,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        this.licenses = licenses;
        this.files = files;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        SmartAccountId id = here.id();
        frame(here);
        TextField search = new TextField();
        search.setPlaceholder(t("lrp.licenses.search"));
        search.setAriaLabel(t("lrp.licenses.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);

        LazyGrid<RegisteredLicense, RegisteredLicenseSort> grid =
                new LazyGrid<>(RegisteredLicenseSort.class, RegisteredLicenseSort.DEVICE, true);
        grid.component(t("lrp.feature"), this::feature)
                .csv(row -> row.sku() + " · " + row.product())
                .grow();
        grid.component("PAK", this::pak).asShown().secondary();
        grid.component(t("lrp.device"), row -> Table.mono(row.udi()))
                .asShown()
                .grow()
                .sort(RegisteredLicenseSort.DEVICE);
        grid.text(t("lrp.form"), row -> row.fromFile() ? "PAK" : "RTU").secondary();
        grid.text(t("convert.term"), this::term).secondary();
        grid.number(t("field.quantity"), RegisteredLicense::quantity, false);
        grid.number(t("convert.converted"), RegisteredLicense::converted, false).secondary();
        grid.component(t("lrp.file"), this::file).notExported().secondary();
        grid.whenEmpty(() -> search.isEmpty()
                ? new EmptyState(
                        t("lrp.licenses.empty.title"),
                        t("lrp.licenses.empty.advice"),
                        new RouterLink(t("lrp.paks"), RegisteredPaksView.class),
                        new RouterLink(t("lrp.devices"), RegisteredDevicesView.class))
                : null);
        grid.boundedSource(
                search::getValue,
                (page, chosen) -> licenses.list(current.get(), id, page, chosen),
                chosen -> licenses.count(current.get(), id, chosen));
        search.addValueChangeListener(change -> grid.reload());
        add(div("toolbar", search), grid);
    }

    private Component feature(RegisteredLicense row) {
        Div product = new Div(row.product());
        product.addClassNames("small", "muted");
        return new Div(Table.mono(row.sku()), product);
    }

    private Component pak(RegisteredLicense row) {
        var id = row.pakId();
        String number = row.pak();
        if (number == null) {
            return new Span("—");
        }
        if (id == null) {
            return Table.mono(number);
        }
        RouterLink link = new RouterLink(number, RegisteredPakView.class, RegisteredPakView.of(id));
        link.addClassName("mono");
        return link;
    }

    private String term(RegisteredLicense row) {
        String term = t("term." + row.term().name());
        var ends = row.termEnds();
        return ends == null ? term : term + " · " + dates.date(ends);
    }

    private Component file(RegisteredLicense row) {
        return row.fromFile() && row.quantity() > row.converted()
                ? Downloads.licenseFile(t("lrp.file.download"), files, current, row.device())
                : new Span("—");
    }
}
