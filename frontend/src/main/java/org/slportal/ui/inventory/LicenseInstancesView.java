package org.slportal.ui.inventory;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.inventory.LicenseListItem;
import org.slportal.services.inventory.LicenseUser;
import org.slportal.ui.component.LazyGrid;

/** The product instances that use a licence. */
@Route("inventory/:va([0-9]+)/licenses/:license([0-9]+)/instances")
@PermitAll
public class LicenseInstancesView extends LicensePage {

    private static final long serialVersionUID = 1L;

    /** The only order they come in: most licences first. */
    private enum UserSort {
        QUANTITY
    }

    public LicenseInstancesView(InventoryFrame frame) {
        super(frame);
    }

    @Override
    void show(Actor actor, VirtualAccountItem pool, LicenseListItem license) {
        LazyGrid<LicenseUser, UserSort> grid = new LazyGrid<>(UserSort.class, UserSort.QUANTITY, false);
        grid.component(
                        t("instances.name"),
                        row -> new RouterLink(
                                row.name(), ProductInstanceView.class, InventoryNavigation.of(pool.id(), row.id())))
                .asShown()
                .grow();
        grid.number(t("instances.licenses-in-use"), LicenseUser::quantity, false);
        grid.whenEmpty(() -> new Span(t("license.no-users")));
        grid.boundedSource(
                page -> frame().inventory().users(actor(), pool.id(), license.id(), page.offset(), page.limit()),
                () -> frame().inventory().countUsersBounded(actor(), pool.id(), license.id()));
        add(grid);
    }
}
