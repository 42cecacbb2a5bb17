package org.slportal.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import org.slportal.services.accessrequest.AccessRequestItem;
import org.slportal.services.accessrequest.AccessRequestService;
import org.slportal.services.accessrequest.AccessRequestSort;
import org.slportal.services.accessrequest.AccessRequestState;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;

/** Asks for access to a Smart Account, and shows what became of one's requests. Also for people without any role. */
@Route("request-access")
@PermitAll
public class RequestAccessView extends Page implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient AccessRequestService requests;
    private final transient CurrentActor current;
    private final transient Dates dates;

    public RequestAccessView(AccessRequestService requests, CurrentActor current, Dates dates) {
        this.requests = requests;
        this.current = current;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        clear();
        header().title(t("request.title")).context(t("request.context"));
        TextField domain = new TextField(t("setup.domain"));
        domain.setHelperText(t("setup.domain-hint"));
        domain.setManualValidation(true);
        domain.setRequiredIndicatorVisible(true);
        TextField message = new TextField(t("request.message"));
        message.setManualValidation(true);
        LazyGrid<AccessRequestItem, AccessRequestSort> grid =
                new LazyGrid<>(AccessRequestSort.class, AccessRequestSort.TIME, false);
        grid.text(t("setup.domain"), AccessRequestItem::domain).identifier();
        grid.text(t("request.state"), row -> t("request.state." + row.state().name()));
        grid.text(t("request.reason"), AccessRequestItem::reason).grow();
        grid.component(t("events.time"), row -> dates.timeWithDistance(row.createdAt()))
                .asShown()
                .sort(AccessRequestSort.TIME)
                .secondary();
        grid.component(t("grid.actions"), row -> menu(row, grid)).fixed();
        grid.boundedSource(page -> requests.mine(current.get(), page), () -> requests.countMine(current.get()));
        Button ask = new Button(t("request.ask"), click -> {
            if (Notices.attempt(
                    this,
                    Map.of("domain", domain, "message", message),
                    () -> requests.ask(current.get(), domain.getValue(), message.getValue()))) {
                Notices.done(t("request.asked", domain.getValue()));
                domain.clear();
                message.clear();
                grid.reload();
            }
        });
        ask.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        ask.setDisableOnClick(true);
        ask.addClickListener(click -> ask.setEnabled(true));
        add(div("card form", domain, message, ask), grid);
    }

    private Component menu(AccessRequestItem row, LazyGrid<?, ?> grid) {
        if (row.state() != AccessRequestState.PENDING) {
            return new Span();
        }
        return new RowMenu(row.domain()).item(t("request.withdraw"), () -> {
            if (Notices.attempt(this, () -> requests.withdraw(current.get(), row.id()))) {
                grid.reload();
            }
        });
    }
}
