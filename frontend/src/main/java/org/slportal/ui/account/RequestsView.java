package org.slportal.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.accessrequest.AccessRequestItem;
import org.slportal.services.accessrequest.AccessRequestService;
import org.slportal.services.accessrequest.AccessRequestSort;
import org.slportal.services.accessrequest.AccessRequestState;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Who asks for access to the account. */
@Route("account/requests")
@PermitAll
public class RequestsView extends AccountPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient AccessRequestService requests;
    private final transient VirtualAccountTree tree;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;

    public RequestsView(
            AccessRequestService requests,
            VirtualAccountTree tree,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        this.requests = requests;
        this.tree = tree;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        frame(here, current.get());
        header().actions();
        ComboBox<AccessRequestState> state = new ComboBox<>();
        state.setItems(AccessRequestState.values());
        state.setItemLabelGenerator(one -> t("request.state." + one.name()));
        state.setAriaLabel(t("request.state"));
        state.setPlaceholder(t("request.state"));
        state.setClearButtonVisible(true);
        state.setValue(AccessRequestState.PENDING);
        LazyGrid<AccessRequestItem, AccessRequestSort> grid =
                new LazyGrid<>(AccessRequestSort.class, AccessRequestSort.TIME, false);
        grid.text(t("users.name"), row -> row.displayName() + " (" + row.userName() + ")");
        grid.component(t("request.message"), RequestsView::words)
                .csv(row -> row.reason().isEmpty() ? row.message() : row.message() + " · " + row.reason())
                .grow();
        grid.text(t("request.state"), row -> t("request.state." + row.state().name()));
        grid.component(t("events.time"), row -> dates.timeWithDistance(row.createdAt()))
                .asShown()
                .sort(AccessRequestSort.TIME)
                .secondary();
        grid.component(t("grid.actions"), row -> menu(here, row, grid)).fixed();
        grid.whenEmpty(() -> new EmptyState(t("request.none.title"), t("request.none.advice", here.domain())));
        grid.boundedSource(
                state::getValue,
                (page, chosen) -> requests.list(current.get(), here.id(), chosen, page),
                chosen -> requests.count(current.get(), here.id(), chosen));
        state.addValueChangeListener(change -> grid.reload());
        add(div("toolbar", state), grid);
    }

    private static Component words(AccessRequestItem row) {
        Div words = new Div(new Div(row.message()));
        if (!row.reason().isEmpty()) {
            Span reason = new Span(row.reason());
            reason.addClassName("muted");
            words.add(reason);
        }
        return words;
    }

    private Component menu(SmartAccountItem here, AccessRequestItem row, LazyGrid<?, ?> grid) {
        if (row.state() != AccessRequestState.PENDING) {
            return new Span();
        }
        return new RowMenu(row.displayName())
                .item(
                        t("request.approve"),
                        () -> new Approve(requests, tree, current, here.id(), row, grid::reload).open())
                .item(t("request.decline"), () -> new Decline(requests, current, row, grid::reload).open());
    }

    private static final class Approve extends FormDialog {

        private static final long serialVersionUID = 1L;

        private final transient AccessRequestService requests;
        private final transient CurrentActor current;
        private final transient AccessRequestItem row;
        private final transient ScopeFields role;

        Approve(
                AccessRequestService requests,
                VirtualAccountTree tree,
                CurrentActor current,
                SmartAccountId account,
                AccessRequestItem row,
                SerializableRunnable afterwards) {
            super(
                    UI.getCurrent().getTranslation("request.approve.title", row.displayName()),
                    UI.getCurrent().getTranslation("request.approve.button"));
            this.requests = requests;
            this.current = current;
            this.row = row;
            role = new ScopeFields(tree, current, account);
            field("role", role.role());
            field("scope", role.pools());
            content(role.children());
            role.role().focus();
            then(afterwards);
        }

        @Override
        protected boolean valid() {
            return role.valid();
        }

        @Override
        protected void act() {
            requests.approve(current.get(), row.id(), role.role().getValue(), role.scopes());
        }
    }

    private static final class Decline extends FormDialog {

        private static final long serialVersionUID = 1L;

        private final transient AccessRequestService requests;
        private final transient CurrentActor current;
        private final transient AccessRequestItem row;
        private final TextArea reason;

        Decline(
                AccessRequestService requests,
                CurrentActor current,
                AccessRequestItem row,
                SerializableRunnable afterwards) {
            super(
                    UI.getCurrent().getTranslation("request.decline.title", row.displayName()),
                    UI.getCurrent().getTranslation("request.decline.button"));
            this.requests = requests;
            this.current = current;
            this.row = row;
            reason = field("reason", new TextArea(getTranslation("request.reason")));
            reason.setManualValidation(true);
            reason.setRequiredIndicatorVisible(true);
            reason.focus();
            then(afterwards);
        }

        @Override
        protected void act() {
            requests.decline(current.get(), row.id(), reason.getValue());
        }
    }
}
