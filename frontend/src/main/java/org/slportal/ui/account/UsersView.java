package org.slportal.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.UserId;
import org.slportal.services.access.PlatformAdministrators;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.services.factor.FactorService;
import org.slportal.services.identity.IdentityService;
import org.slportal.services.session.SessionService;
import org.slportal.services.user.GrantItem;
import org.slportal.services.user.PeopleImportService;
import org.slportal.services.user.UserListItem;
import org.slportal.services.user.UserService;
import org.slportal.services.user.UserSort;
import org.slportal.ui.component.Confirm;
import org.slportal.ui.component.LazyGrid;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.RowMenu;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** People with access to the account, their roles and where these hold. */
@Route("account/users")
@PermitAll
public class UsersView extends AccountPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private record Chosen(String search, @Nullable Role role) {}

    private final transient UserService users;
    private final transient FactorService factors;
    private final transient IdentityService identities;
    private final transient SessionService sessions;
    private final transient CurrentActor current;
    private final transient CurrentAccount account;
    private final transient Dates dates;
    private final transient PeopleImportService people;
    private final transient VirtualAccountTree tree;
    private final transient PlatformAdministrators platform;
    private transient Set<UserId> platformAdministrators = Set.of();

    public UsersView(
            UserService users,
            PeopleImportService people,
            VirtualAccountTree tree,
            PlatformAdministrators platform,
            FactorService factors,
            IdentityService identities,
            SessionService sessions,
            CurrentActor current,
            CurrentAccount account,
            Dates dates) {
        this.people = people;
        this.tree = tree;
        this.platform = platform;
        this.users = users;
        this.factors = factors;
        this.identities = identities;
        this.sessions = sessions;
        this.current = current;
        this.account = account;
        this.dates = dates;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        refresh();
    }

    private void refresh() {
        SmartAccountItem here = account.get();
        platformAdministrators = platform.includes(current.get()) ? platform.all(current.get()) : Set.of();
        TextField search = new TextField();
        search.setPlaceholder(t("users.search"));
        search.setAriaLabel(t("users.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        ComboBox<Role> role = new ComboBox<>();
        role.setItems(Role.values());
        role.setItemLabelGenerator(one -> t("role." + one.name()));
        role.setPlaceholder(t("users.role"));
        role.setAriaLabel(t("users.role"));
        role.setClearButtonVisible(true);
        LazyGrid<UserListItem, UserSort> grid = new LazyGrid<>(UserSort.class, UserSort.DISPLAY_NAME, true);
        grid.component(t("users.name"), this::name).asShown().sort(UserSort.DISPLAY_NAME);
        grid.text(t("field.userName"), UserListItem::userName)
                .identifier()
                .sort(UserSort.USER_NAME)
                .secondary();
        grid.text(t("field.email"), UserListItem::email).secondary();
        grid.component(t("users.roles"), this::roles)
                .csv(row -> row.grants().stream().map(this::describe).collect(Collectors.joining("; ")))
                .grow();
        grid.component(t("grid.actions"), row -> menu(here, row, grid)).fixed();
        grid.boundedSource(
                () -> new Chosen(search.getValue().strip(), role.getValue()),
                (page, chosen) -> users.list(current.get(), here.id(), page, chosen.search(), chosen.role()),
                chosen -> users.count(current.get(), here.id(), chosen.search(), chosen.role()));
        role.addValueChangeListener(change -> grid.reload());
        search.addValueChangeListener(change -> grid.reload());
        Button add =
                new Button(t("users.add"), click -> new NewUserDialog(users, current, account, grid::reload).open());
        add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        frame(here, current.get());
        header().actions(
                        new Button(t("people.file"), click -> addPeople(here, true, grid)),
                        new Button(t("people.several"), click -> addPeople(here, false, grid)),
                        add);
        add(div("toolbar", search, role), grid);
    }

    private void addPeople(SmartAccountItem here, boolean fromFile, LazyGrid<?, ?> grid) {
        new AddPeopleDialog(people, tree, current, here.id(), fromFile, grid::reload).open();
    }

    private void platformItem(RowMenu menu, SmartAccountItem here, UserListItem row) {
        String name = row.displayName();
        if (platformAdministrators.contains(row.id())) {
            menu.item(
                    t("users.platform-end-menu"),
                    () -> new Confirm(
                                    t("users.platform-end.title"),
                                    t("users.platform-end.consequence", name),
                                    t("users.platform-end.button", name),
                                    () -> users.dismiss(current.get(), here.id(), row.id()))
                            .then(this::refresh)
                            .open());
        } else {
            menu.item(
                    t("users.platform-menu"),
                    () -> new Confirm(
                                    t("users.platform.title"),
                                    t("users.platform.consequence", name),
                                    t("users.platform.button", name),
                                    () -> users.appoint(current.get(), here.id(), row.id()))
                            .then(this::refresh)
                            .open());
        }
    }

    private Component name(UserListItem row) {
        Span name = new Span(row.displayName());
        Instant locked = row.lockedUntil();
        if (platformAdministrators.contains(row.id())) {
            name.add(new Span(" "), new Pill(Pill.Tone.NEUTRAL, t("users.platform-administrator")));
        }
        if (row.disabled()) {
            name.add(new Span(" "), new Pill(Pill.Tone.NEUTRAL, t("users.disabled")));
        } else if (locked != null && locked.isAfter(dates.now())) {
            name.add(new Span(" "), new Pill(Pill.Tone.WARN, t("users.locked", dates.time(locked))));
        }
        return name;
    }

    private Component roles(UserListItem row) {
        Div roles = new Div();
        row.grants().forEach(grant -> roles.add(new Div(describe(grant))));
        return roles;
    }

    private String describe(GrantItem grant) {
        String scope = grant.virtualAccountName();
        return t("users.grant", t("role." + grant.role().name()), place(grant, scope));
    }

    private String place(GrantItem grant, @Nullable String scope) {
        if (scope == null) {
            return t("users.whole-account");
        }
        return grant.includesChildren() ? t("users.with-children", scope) : scope;
    }

    private RowMenu menu(SmartAccountItem here, UserListItem row, LazyGrid<?, ?> grid) {
        RowMenu menu = new RowMenu(row.displayName());
        menu.item(
                t("users.give-role-menu"),
                () -> new GrantRoleDialog(users, current, here, row, tree, grid::reload).open());
        row.grants()
                .forEach(grant -> menu.item(
                        t("users.take-role-menu", describe(grant)),
                        () -> new Confirm(
                                        t("users.take-role.title"),
                                        t("users.take-role.consequence", row.displayName(), describe(grant)),
                                        t("users.take-role.button", row.displayName()),
                                        () -> users.revoke(current.get(), here.id(), grant.id()))
                                .then(grid::reload)
                                .open()));
        menu.item(t("users.reset-menu"), () -> new ResetPasswordDialog(users, current, here.id(), row).open());
        menu.item(
                t("users.sign-in-menu"),
                () -> PersonSignInDialog.open(this, factors, identities, sessions, current, dates, here.id(), row));
        if (!platformAdministrators.isEmpty()) {
            platformItem(menu, here, row);
        }
        if (row.disabled()) {
            menu.item(t("users.enable"), () -> {
                if (Notices.attempt(this, () -> users.setDisabled(current.get(), here.id(), row.id(), false))) {
                    Notices.done(t("users.enabled", row.displayName()));
                    grid.reload();
                }
            });
        } else {
            menu.item(
                    t("users.disable-menu"),
                    () -> new Confirm(
                                    t("users.disable.title"),
                                    t("users.disable.consequence", row.displayName()),
                                    t("users.disable.button", row.displayName()),
                                    () -> users.setDisabled(current.get(), here.id(), row.id(), true))
                            .then(grid::reload)
                            .open());
        }
        return menu;
    }
}
