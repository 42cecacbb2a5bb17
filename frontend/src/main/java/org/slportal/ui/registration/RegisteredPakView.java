package org.slportal.ui.registration;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
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
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.PakId;
import org.slportal.services.account.AccountService;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.error.PortalException;
import org.slportal.services.registration.LicenseFiles;
import org.slportal.services.registration.PakAssignmentService;
import org.slportal.services.registration.RegisteredPakDetail;
import org.slportal.services.registration.RegisteredPakItem;
import org.slportal.services.registration.RegisteredPakLine;
import org.slportal.services.registration.RegisteredPakService;
import org.slportal.ui.activity.EventText;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.Table;
import org.slportal.ui.convert.ConvertPakView;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** One PAK: its products, where each part of them is, the licence files, and what happened. */
@Route("registration/pak/:pak([0-9]+)")
@PermitAll
public class RegisteredPakView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient RegisteredPakService paks;
    private final transient PakAssignmentService assignments;
    private final transient LicenseFiles files;
    private final transient AccountService accounts;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public RegisteredPakView(
            RegisteredPakService paks,
            PakAssignmentService assignments,
            LicenseFiles files,
            AccountService accounts,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        this.paks = paks;
        this.assignments = assignments;
        this.files = files;
        this.accounts = accounts;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    static RouteParameters of(PakId pak) {
        return new RouteParameters(new RouteParam("pak", pak.toString()));
    }

    /** The PAK a path names. */
    static PakId id(BeforeEnterEvent event) {
        try {
            return new PakId(
                    Long.parseLong(event.getRouteParameters().get("pak").orElse("0")));
        } catch (NumberFormatException tooLong) {
            throw PortalException.notFound();
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(paks.detail(current.get(), id(event)));
    }

    private void show(RegisteredPakDetail detail) {
        account.choose(detail.account());
        RegisteredPakItem pak = detail.pak();
        clear();
        header().title("PAK", pak.number())
                .context(pak.family(), t("pak." + pak.status().name()));
        header().actions();
        if (current.get().may(Permission.MANAGE_LICENSES, detail.account(), pak.pool())) {
            header().actions(actions(detail));
        }
        String pool = pak.virtualAccount();
        add(
                div(
                        "card",
                        new Facts()
                                .fact(t("inventory.virtual-account"), pool == null ? t("lrp.add.unassigned") : pool)
                                .identifier(t("convert.order-number"), pak.orderNumber())
                                .fact(t("convert.order-date"), dates.date(pak.orderDate()))),
                div("card", new H2(t("lrp.detail.products")), products(pak.lines())),
                div("card", new H2(t("lrp.detail.installed")), installed(detail.installed())),
                div("card", new H2(t("lrp.detail.converted")), converted(detail.converted())),
                div("card", new H2(t("lrp.detail.events")), events(detail)));
    }

    private Component[] actions(RegisteredPakDetail detail) {
        RegisteredPakItem pak = detail.pak();
        SmartAccountItem here = account.get();
        Button assign = new Button(
                t("lrp.assign"),
                click -> new AssignPaksDialog(
                                assignments,
                                accounts,
                                current,
                                here,
                                List.of(pak.id()),
                                () -> UI.getCurrent().navigate(RegisteredPaksView.class))
                        .open());
        Button convert = new Button(
                t("convert.action"),
                click -> UI.getCurrent().navigate(ConvertPakView.class, ConvertPakView.of(pak.id())));
        Button get = new Button(
                t("lrp.get-license"),
                click -> UI.getCurrent().navigate(GetLicensesView.class, GetLicensesView.of(pak.id())));
        Button remove = new Button(
                t("lrp.remove"),
                click -> RegisteredPaksView.removal(
                                this,
                                1,
                                pak.number(),
                                () -> assignments.remove(current.get(), here.id(), List.of(pak.id())))
                        .then(() -> UI.getCurrent().navigate(RegisteredPaksView.class))
                        .open());
        return new Component[] {assign, convert, get, remove};
    }

    private Component products(List<RegisteredPakLine> lines) {
        Table table = new Table()
                .head(t("lrp.product"))
                .wideHead(t("convert.term"))
                .wideHead(t("convert.status"))
                .numberHead(t("lrp.ordered"))
                .wideNumberHead(t("lrp.fulfilled"))
                .wideNumberHead(t("convert.converted"))
                .numberHead(t("lrp.available"));
        for (RegisteredPakLine line : lines) {
            Span product = new Span(Table.mono(line.sku()), new Span(" " + line.product()));
            table.row(List.of(
                    product,
                    Table.wide(new Span(term(line))),
                    Table.wide(ProductRows.status(line.status())),
                    Table.number(Numbers.plain(line.ordered())),
                    Table.wide(Table.number(Numbers.plain(line.fulfilled()))),
                    Table.wide(Table.number(Numbers.plain(line.converted()))),
                    Table.number(Numbers.plain(line.available()))));
        }
        return table;
    }

    private String term(RegisteredPakLine line) {
        String term = t("term." + line.term().name());
        var ends = line.termEnds();
        return ends == null ? term : term + " · " + dates.date(ends);
    }

    private Component installed(List<RegisteredPakDetail.Installed> parts) {
        if (parts.isEmpty()) {
            return muted(t("lrp.detail.nothing-installed"));
        }
        Table table = new Table()
                .head(t("lrp.device"))
                .head("SKU")
                .numberHead(t("field.quantity"))
                .wideNumberHead(t("convert.converted"))
                .head(t("lrp.file"));
        parts.forEach(part -> table.row(List.of(
                anywhere(part.udi()),
                anywhere(part.sku()),
                Table.number(Numbers.plain(part.quantity())),
                Table.wide(Table.number(Numbers.plain(part.converted()))),
                new Span(Downloads.licenseFile(t("lrp.file.download"), files, current, part.device())))));
        return table;
    }

    private Component converted(List<RegisteredPakDetail.Converted> parts) {
        if (parts.isEmpty()) {
            return muted(t("lrp.detail.nothing-converted"));
        }
        Table table = new Table()
                .head(t("licenses.license"))
                .numberHead(t("field.quantity"))
                .head(t("inventory.virtual-account"))
                .wideHead(t("convert.by"))
                .wideHead(t("field.date"));
        for (RegisteredPakDetail.Converted part : parts) {
            var pool = part.pool();
            String name = part.virtualAccount();
            table.row(List.of(
                    new Span(part.license()),
                    Table.number(Numbers.signed(part.quantity())),
                    pool == null || name == null
                            ? new Span("—")
                            : new Span(new RouterLink(name, LicensesView.class, InventoryNavigation.of(pool))),
                    Table.wide(new Span(part.by())),
                    Table.wide(new Span(dates.timeWithDistance(part.at())))));
        }
        return table;
    }

    private Component events(RegisteredPakDetail detail) {
        if (detail.events().isEmpty()) {
            return muted(t("lrp.detail.no-events"));
        }
        Table table =
                new Table().head(t("events.message")).head(t("events.time")).wideHead(t("events.user"));
        detail.events()
                .forEach(event -> table.row(List.of(
                        new Span(EventText.of(this, event)),
                        new Span(dates.timeWithDistance(event.occurredAt())),
                        Table.wide(new Span(t("actor." + event.actorKind().name(), event.actorName()))))));
        return table;
    }

    /** An identifier that breaks wherever a narrow screen ends. */
    private static Span anywhere(String text) {
        Span span = Table.mono(text);
        span.addClassName("anywhere");
        return span;
    }

    private static Component muted(String text) {
        Paragraph paragraph = new Paragraph(text);
        paragraph.addClassName("muted");
        return paragraph;
    }
}
