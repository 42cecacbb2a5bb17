package org.slportal.ui.inventory;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.slportal.domain.access.Permission;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.ProductInstanceDetail;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** One product instance: what it is, its members, the licences it uses. */
@Route("inventory/:va([0-9]+)/instances/:device([0-9]+)")
@PermitAll
public class ProductInstanceView extends PoolPage {

    private static final long serialVersionUID = 1L;

    private final transient ProductInstanceService devices;
    private final transient Dates dates;

    public ProductInstanceView(InventoryFrame frame, ProductInstanceService devices, Dates dates) {
        super(frame);
        this.devices = devices;
        this.dates = dates;
    }

    @Override
    protected Class<? extends PoolPage> tab() {
        return ProductInstancesView.class;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        var id = new ProductInstanceId(InventoryNavigation.id(event.getRouteParameters(), InventoryNavigation.DEVICE));
        ProductInstanceDetail detail = devices.detail(actor, id);
        if (!detail.item().virtualAccountId().equals(pool.id())) {
            throw PortalException.notFound();
        }
        ProductInstanceListItem device = detail.item();
        header().title(device.name()).context(device.productName(), pool.name());
        if (actor.may(Permission.MANAGE_PRODUCT_INSTANCES, pool.smartAccountId(), pool.id())) {
            Button remove = new Button(
                    t("instances.remove-menu"),
                    click -> new RemoveProductInstance(
                                    devices,
                                    frame().current(),
                                    device,
                                    () -> UI.getCurrent()
                                            .navigate(ProductInstancesView.class, InventoryNavigation.of(pool.id())))
                            .open());
            remove.addThemeVariants(ButtonVariant.LUMO_ERROR);
            header().actions(remove);
        }
        add(
                div("card", new H2(t("license.overview")), overview(detail)),
                div("card", new H2(t("instances.usage")), usage(detail)),
                div("card", new H2(t("instances.members")), members(detail)));
    }

    private Component overview(ProductInstanceDetail detail) {
        ProductInstanceListItem device = detail.item();
        return new Facts()
                .fact(t("instances.name"), device.name())
                .fact(t("instances.product"), device.productName())
                .identifier(t("instances.pid"), device.udi().pid())
                .identifier(t("instances.serial"), device.udi().serialNumber())
                .identifier(t("instances.piid"), detail.piid())
                .identifier(t("instances.software-id"), device.softwareId())
                .fact(t("inventory.virtual-account"), device.virtualAccount())
                .fact(t("instances.status"), Statuses.pill(this, device.status()))
                .fact(t("instances.registered"), dates.timeWithDistance(device.registeredAt()))
                .fact(t("instances.last-contact"), dates.timeWithDistance(device.lastContactAt()))
                .fact(t("instances.authorized-until"), dates.timeWithDistance(detail.authorizedUntil()))
                .fact(t("instances.certificate-until"), dates.timeWithDistance(detail.certificateExpiresAt()))
                .fact(t("token.export"), t(detail.exportAllowed() ? "export.allowed" : "export.not-allowed"));
    }

    private Component usage(ProductInstanceDetail detail) {
        if (detail.usage().isEmpty()) {
            return new Span(t("instances.no-usage"));
        }
        Table table = new Table()
                .head(t("licenses.license"))
                .wideHead(t("license.tag"))
                .numberHead(t("field.quantity"))
                .head(t("instances.status"));
        detail.usage()
                .forEach(row -> table.row(List.of(
                        new Span(row.license()),
                        Table.wide(Table.mono(row.tag())),
                        Table.number(Numbers.plain(row.quantity())),
                        Statuses.pill(this, row.status()))));
        return table;
    }

    private Component members(ProductInstanceDetail detail) {
        Table table =
                new Table().head(t("instances.role")).head(t("instances.pid")).head(t("instances.serial"));
        detail.members()
                .forEach(row -> table.row(List.of(
                        new Span(row.role()),
                        Table.mono(row.udi().pid()),
                        Table.mono(row.udi().serialNumber()))));
        return table;
    }
}
