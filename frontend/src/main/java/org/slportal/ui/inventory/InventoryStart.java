package org.slportal.ui.inventory;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.ui.account.AgreementsView;
import org.slportal.ui.account.RequestAccessView;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Page;
import org.slportal.ui.shell.CurrentAccount;

/** The start page: the licences of the Virtual Account last looked at. */
@Route("inventory")
@RouteAlias("")
@RouteAlias("inventory/:va([0-9]+)")
@PermitAll
public class InventoryStart extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient CurrentAccount account;

    public InventoryStart(CurrentAccount account) {
        this.account = account;
        header().title(t("tab.inventory"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<VirtualAccountId> pool =
                event.getRouteParameters().get(InventoryNavigation.VA).isPresent()
                        ? Optional.of(new VirtualAccountId(
                                InventoryNavigation.id(event.getRouteParameters(), InventoryNavigation.VA)))
                        : account.pool().map(VirtualAccountItem::id);
        if (pool.isPresent()) {
            event.forwardTo(LicensesView.class, InventoryNavigation.of(pool.get()));
            return;
        }
        if (account.find().isPresent()) {
            // An approver sees no Virtual Account; what waits for them are the agreements.
            event.forwardTo(AgreementsView.class);
            return;
        }
        clear();
        add(new EmptyState(
                t("inventory.none.title"),
                t("inventory.none.advice"),
                new RouterLink(t("request.title"), RequestAccessView.class)));
    }
}
