package org.slportal.ui.catalogue;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.access.Actor;
import org.slportal.services.catalogue.CatalogueColumn;
import org.slportal.services.catalogue.CatalogueFilter;
import org.slportal.services.catalogue.CataloguePart;
import org.slportal.services.catalogue.CatalogueRow;
import org.slportal.services.catalogue.CatalogueService;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.SubTabs;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** The catalogue's six files, each with a list, an export and, for administrators, an import. */
@Route("catalogue/:part?([a-z-]+)")
@PermitAll
public class CatalogueView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final String PART = "part";
    private static final Set<CatalogueColumn> FLAGS =
            Set.of(CatalogueColumn.DLC_SUPPORTED, CatalogueColumn.EXPORT_RESTRICTED, CatalogueColumn.PARTIAL_ALLOWED);
    private static final Set<CatalogueColumn> NUMBERS =
            Set.of(CatalogueColumn.LICENSE_QUANTITY, CatalogueColumn.TERM_DAYS, CatalogueColumn.MAX_COUNT);
    private static final Set<CatalogueColumn> IDENTIFIERS =
            Set.of(CatalogueColumn.ENTITLEMENT_TAG, CatalogueColumn.SOFTWARE_ID, CatalogueColumn.PID_PATTERN);
    /** What a phone has room for, besides the key. */
    private static final Set<CatalogueColumn> PRIMARY = Set.of(CatalogueColumn.LICENSE, CatalogueColumn.SKU);

    private final transient CatalogueService catalogue;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;

    public CatalogueView(CatalogueService catalogue, CurrentActor current, CurrentAccount account) {
        this.catalogue = catalogue;
        this.current = current;
        this.account = account;
    }

    /** The address of a part. */
    static RouteParameters address(CataloguePart part) {
        return new RouteParameters(PART, slug(part));
    }

    private static String slug(CataloguePart part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String asked = event.getRouteParameters().get(PART).orElse(slug(CataloguePart.SKUS));
        Arrays.stream(CataloguePart.values())
                .filter(part -> slug(part).equals(asked))
                .findFirst()
                .ifPresentOrElse(this::show, () -> event.rerouteToError(NotFoundException.class));
    }

    private void show(CataloguePart part) {
        SmartAccountId here = account.id();
        Actor actor = current.get();
        clear();
        header().title(t("catalogue.title")).context(t("catalogue.part." + part.name()), t("catalogue.shared"));
        LazyGrid<CatalogueRow, CatalogueColumn> grid = grid(part);
        TextField search = new TextField();
        search.setPlaceholder(t("catalogue.search"));
        search.setAriaLabel(t("catalogue.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        grid.source(
                () -> new CatalogueFilter(search.getValue()),
                (page, chosen) -> catalogue.rows(current.get(), here, part, page, chosen),
                chosen -> catalogue.count(current.get(), here, part, chosen));
        search.addValueChangeListener(change -> grid.reload());
        Anchor export = export(part, here);
        if (actor.may(Permission.MANAGE_CATALOGUE, here, null)) {
            Button open = new Button(
                    t("catalogue.import"),
                    click -> new CatalogueImportDialog(catalogue, current, here, part, grid::reload).open());
            open.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            header().actions(export, open);
        } else {
            header().actions(export);
        }
        Div notice = div("notice", new Span(t("catalogue.not-official")));
        add(notice, tabs(part), div("toolbar", search), grid);
    }

    private SubTabs tabs(CataloguePart shown) {
        SubTabs tabs = new SubTabs(t("catalogue.title"));
        for (CataloguePart part : CataloguePart.values()) {
            tabs.tab(t("catalogue.part." + part.name()), "", CatalogueView.class, address(part), part == shown);
        }
        return tabs;
    }

    private LazyGrid<CatalogueRow, CatalogueColumn> grid(CataloguePart part) {
        LazyGrid<CatalogueRow, CatalogueColumn> grid =
                new LazyGrid<>(CatalogueColumn.class, part.key().getFirst(), true);
        for (CatalogueColumn column : part.columns()) {
            var shown = grid.text(t("catalogue.column." + column.name()), row -> text(row, column))
                    .sort(column);
            if (!part.key().contains(column) && !PRIMARY.contains(column)) {
                shown.secondary();
            }
            if (NUMBERS.contains(column)) {
                shown.end().width("120px");
            }
            if (IDENTIFIERS.contains(column)) {
                shown.identifier().width("260px");
            }
            if (column == CatalogueColumn.DESCRIPTION || column == CatalogueColumn.LICENSE) {
                shown.width("240px");
            }
        }
        return grid;
    }

    private String text(CatalogueRow row, CatalogueColumn column) {
        String cell = row.cell(column);
        if (FLAGS.contains(column)) {
            return t("catalogue.flag." + cell);
        }
        if (column == CatalogueColumn.LICENSE_TERM) {
            return t("term." + cell);
        }
        return cell;
    }

    private Anchor export(CataloguePart part, SmartAccountId here) {
        DownloadHandler handler = event -> {
            event.setFileName(part.file());
            event.setContentType("text/csv; charset=utf-8");
            catalogue.export(current.get(), here, part, event.getOutputStream());
        };
        Anchor export = new Anchor(handler, AttachmentType.DOWNLOAD, t("csv.export"));
        export.addClassName("plain-button");
        return export;
    }
}
