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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.license.AuthorizationStatus;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.CountRule;
import org.slportal.services.device.LicenseNeed;
import org.slportal.services.device.PendingReplacement;
import org.slportal.services.device.ProductInstanceDetail;
import org.slportal.services.device.ProductInstanceListItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.LivePart;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** One product instance: what it is, its members, the licences it uses. */
@Route("inventory/:va([0-9]+)/instances/:device([0-9]+)")
@PermitAll
public class ProductInstanceView extends PoolPage {

    private static final long serialVersionUID = 1L;

    private final transient ProductInstanceService devices;
    private final transient InstanceActs acts;
    private final transient Dates dates;

    public ProductInstanceView(InventoryFrame frame, ProductInstanceService devices, InstanceActs acts, Dates dates) {
        super(frame);
        this.devices = devices;
        this.acts = acts;
        this.dates = dates;
    }

    @Override
    protected Class<? extends PoolPage> tab() {
        return ProductInstancesView.class;
    }

    @Override
    protected void show(Actor actor, VirtualAccountItem pool, BeforeEnterEvent event) {
        var id = new ProductInstanceId(InventoryNavigation.id(event.getRouteParameters(), InventoryNavigation.DEVICE));
        Seen seen = read(id);
        ProductInstanceListItem device = seen.detail().item();
        if (!device.virtualAccountId().equals(pool.id())) {
            throw PortalException.notFound();
        }
        header().title(device.name()).context(device.productName(), pool.name());
        if (acts.mayManage(pool)) {
            header().actions(actions(pool, device));
        }
        add(
                InstanceTabs.of(this, pool.id(), id, ProductInstanceView.class),
                new LivePart<>(seen, () -> read(id), this::draw));
    }

    private record Seen(
            ProductInstanceDetail detail, @Nullable PendingReplacement replacement) {}

    private Seen read(ProductInstanceId id) {
        return new Seen(devices.detail(actor(), id), acts.replacements().pending(actor(), id));
    }

    private Component draw(Seen seen) {
        return div(
                "page",
                waiting(seen.replacement()),
                div("card", new H2(t("instances.general")), overview(seen.detail())),
                div("card", new H2(t("instances.usage")), usage(seen.detail())),
                div("card", new H2(t("instances.members")), members(seen.detail())));
    }

    private Component[] actions(VirtualAccountItem pool, ProductInstanceListItem device) {
        List<Component> actions = new ArrayList<>();
        if (acts.hasTargets(pool)) {
            actions.add(new Button(
                    t("instances.transfer-menu"), click -> acts.transfer(pool, List.of(device), () -> back(pool))));
        }
        actions.add(new Button(t("instances.replace-menu"), click -> acts.replace(device, () -> back(pool))));
        Button remove = new Button(t("instances.remove-menu"), click -> acts.remove(this, device, () -> back(pool)));
        remove.addThemeVariants(ButtonVariant.LUMO_ERROR);
        actions.add(remove);
        return actions.toArray(Component[]::new);
    }

    private static void back(VirtualAccountItem pool) {
        UI.getCurrent().navigate(ProductInstancesView.class, InventoryNavigation.of(pool.id()));
    }

    private Component waiting(@Nullable PendingReplacement pending) {
        Span said = new Span();
        if (pending == null) {
            said.setVisible(false);
        } else {
            said.setText(t(
                    "instances.replace.pending-of",
                    pending.replacement().asCli(),
                    pending.requestedBy(),
                    dates.time(pending.requestedAt())));
        }
        return said;
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
                .fact(t("instances.next-authorization"), dates.timeWithDistance(detail.nextAuthorizationAt()))
                .fact(t("instances.authorized-until"), dates.timeWithDistance(detail.authorizedUntil()))
                .fact(t("instances.next-renewal"), dates.timeWithDistance(detail.certificateRenewalAt()))
                .fact(t("instances.certificate-until"), dates.timeWithDistance(detail.certificateExpiresAt()))
                .fact(t("token.export"), t(detail.exportAllowed() ? "export.allowed" : "export.not-allowed"));
    }

    private Component usage(ProductInstanceDetail detail) {
        if (detail.needs().isEmpty() && detail.refused().isEmpty()) {
            return new Span(t("instances.no-usage"));
        }
        Table table = new Table()
                .head(t("licenses.license"))
                .wideHead(t("licenses.billing"))
                .wideHead(t("instances.expires"))
                .numberHead(t("instances.required"))
                .wideHead(t("instances.count-why"))
                .head(t("instances.status"));
        detail.needs()
                .forEach(need -> table.row(List.of(
                        new Span(need.usage().license()),
                        Table.wide(new Span(t("billing." + need.billing().name()))),
                        Table.wide(new Span(expires(need))),
                        Table.number(Numbers.plain(need.usage().quantity())),
                        Table.wide(new Span(why(need))),
                        Statuses.pill(this, need.usage().status()))));
        detail.refused()
                .forEach(refused -> table.row(List.of(
                        new Span(refused.license()),
                        Table.wide(new Span("—")),
                        Table.wide(new Span("—")),
                        Table.number(Numbers.plain(refused.quantity())),
                        Table.wide(new Span(t("instances.refused-why"))),
                        Statuses.pill(this, AuthorizationStatus.NOT_AUTHORIZED))));
        return table;
    }

    private String expires(LicenseNeed need) {
        var ends = need.endsOn();
        return ends == null ? t("instances.expires-never") : dates.date(ends);
    }

    private String why(LicenseNeed need) {
        CountRule rule = need.rule();
        if (rule == null) {
            return "—";
        }
        return t(
                rule.agrees() ? "instances.count." + rule.per() : "instances.count-differs." + rule.per(),
                rule.feature(),
                rule.units(),
                rule.reported());
    }

    private Component members(ProductInstanceDetail detail) {
        if (detail.members().isEmpty()) {
            return new Span(t("instances.no-members"));
        }
        Table table =
                new Table().head(t("instances.role")).head(t("instances.pid")).head(t("instances.serial"));
        detail.members()
                .forEach(row -> table.row(List.of(
                        new Span(t("instances.role." + row.role())),
                        Table.mono(row.udi().pid()),
                        Table.mono(row.udi().serialNumber()))));
        return table;
    }
}
