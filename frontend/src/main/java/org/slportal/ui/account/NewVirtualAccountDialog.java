package org.slportal.ui.account;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.ModalityMode;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.domain.id.UserId;
import org.slportal.services.account.VirtualAccountChoice;
import org.slportal.services.account.VirtualAccountData;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.services.page.PageQuery;
import org.slportal.services.user.UserListItem;
import org.slportal.services.user.UserService;
import org.slportal.services.user.UserSort;
import org.slportal.services.user.VirtualAccountCreation;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Table;
import org.slportal.ui.convert.Steps;
import org.slportal.ui.security.CurrentActor;

/** A new Virtual Account in three steps: Account Settings, Assign Users, Review. Nothing is made before the last. */
class NewVirtualAccountDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient VirtualAccountCreation creation;
    private final transient UserService users;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final SerializableRunnable afterwards;
    private final TextField name = new TextField(getTranslation("field.name"));
    private final TextField description = new TextField(getTranslation("field.description"));
    private final ParentField parent;
    private final Div settings;
    private final ComboBox<UserListItem> person = new ComboBox<>(getTranslation("account.person"));
    private final Select<Role> role = new Select<>();
    private final Div chosen = new Div();
    private final transient Map<UserId, Assigned> people = new LinkedHashMap<>();
    private final Div body = new Div();

    private record Assigned(UserListItem person, Role role) {}

    NewVirtualAccountDialog(
            VirtualAccountCreation creation,
            VirtualAccountTree tree,
            UserService users,
            CurrentActor current,
            SmartAccountId account,
            SerializableRunnable afterwards) {
        this.creation = creation;
        this.users = users;
        this.current = current;
        this.account = account;
        this.afterwards = afterwards;
        setHeaderTitle(getTranslation("account.create.title"));
        setModality(ModalityMode.STRICT);
        setWidth("640px");
        setMaxWidth("100%");
        setDraggable(false);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        description.setManualValidation(true);
        parent = new ParentField(tree, current, account);
        settings = new Div(name, description, parent);
        settings.addClassName("form");
        name.setWidthFull();
        description.setWidthFull();
        parent.setWidthFull();
        person.setItemLabelGenerator(NewVirtualAccountDialog::label);
        person.setItems(query -> users
                .list(
                        current.get(),
                        account,
                        new PageQuery<>(query.getOffset(), query.getLimit(), UserSort.DISPLAY_NAME, true),
                        query.getFilter().orElse(""))
                .stream());
        person.setManualValidation(true);
        role.setLabel(getTranslation("users.role"));
        role.setItems(Arrays.stream(Role.values())
                .filter(one -> one.scope() == Role.Scope.VIRTUAL_ACCOUNT)
                .toList());
        role.setItemLabelGenerator(this::label);
        role.setValue(Role.VIRTUAL_ACCOUNT_USER);
        chosen.getElement().setAttribute("aria-live", "polite");
        body.addClassName("page");
        add(body);
        settings();
    }

    private static String label(UserListItem one) {
        return one.displayName() + " (" + one.userName() + ")";
    }

    private String label(Role one) {
        return getTranslation("role." + one.name());
    }

    private void step(int now) {
        body.removeAll();
        body.add(new Steps(
                now,
                getTranslation("account.step.settings"),
                getTranslation("account.step.people"),
                getTranslation("account.step.review")));
        getFooter().removeAll();
        getFooter().add(new Button(getTranslation("act.cancel"), click -> close()));
    }

    private Button primary(String text, SerializableRunnable act) {
        Button button = new Button(text, click -> act.run());
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }

    private void settings() {
        step(1);
        body.add(settings);
        Button next = primary(getTranslation("act.next"), this::named);
        next.addClickShortcut(Key.ENTER).listenOn(settings).resetFocusOnActiveElement();
        getFooter().add(next);
        name.focus();
    }

    private void named() {
        boolean missing = name.getValue().isBlank();
        name.setErrorMessage(getTranslation("error.REQUIRED"));
        name.setInvalid(missing);
        if (!missing) {
            people();
        }
    }

    private void people() {
        step(2);
        Button add = new Button(getTranslation("account.person.add"), click -> assign());
        Div line = new Div(person, role, add);
        line.addClassName("filter");
        body.add(new Paragraph(getTranslation("account.people.text")), line, chosen);
        showChosen();
        getFooter()
                .add(
                        new Button(getTranslation("act.back"), click -> settings()),
                        primary(getTranslation("act.next"), this::review));
        person.focus();
    }

    private void assign() {
        UserListItem one = person.getValue();
        person.setErrorMessage(getTranslation("error.REQUIRED"));
        person.setInvalid(one == null);
        if (one != null) {
            // Chosen again, the role is another: there is one for each person.
            people.put(one.id(), new Assigned(one, role.getValue()));
            person.clear();
            showChosen();
            person.focus();
        }
    }

    private void showChosen() {
        chosen.removeAll();
        if (people.isEmpty()) {
            chosen.add(new Paragraph(getTranslation("account.people.none")));
            return;
        }
        Table table = new Table()
                .head(getTranslation("users.name"))
                .head(getTranslation("users.role"))
                .head(getTranslation("grid.actions"));
        people.values().forEach(one -> {
            Button remove = new Button(getTranslation("account.person.remove"), click -> {
                people.remove(one.person().id());
                showChosen();
                person.focus();
            });
            remove.setAriaLabel(getTranslation("account.person.remove-of", label(one.person())));
            table.row(List.of(new Span(label(one.person())), new Span(label(one.role())), remove));
        });
        chosen.add(table);
    }

    private void review() {
        step(3);
        VirtualAccountChoice above = parent.getValue();
        Facts facts = new Facts()
                .fact(getTranslation("field.name"), name.getValue().strip())
                .fact(
                        getTranslation("field.description"),
                        description.getValue().strip())
                .fact(
                        getTranslation("account.parent"),
                        above == null ? getTranslation("account.top-level") : above.path());
        body.add(facts);
        if (people.isEmpty()) {
            body.add(new Paragraph(getTranslation("account.people.none")));
        } else {
            Table table = new Table().head(getTranslation("users.name")).head(getTranslation("users.role"));
            people.values()
                    .forEach(one -> table.row(List.of(new Span(label(one.person())), new Span(label(one.role())))));
            body.add(table);
        }
        Button create = primary(getTranslation("account.create.button"), this::create);
        create.setDisableOnClick(true);
        create.addClickListener(click -> create.setEnabled(true));
        getFooter().add(new Button(getTranslation("act.back"), click -> people()), create);
        create.focus();
    }

    private void create() {
        Map<String, HasValidation> fields = Map.of("name", name, "description", description, "parent", parent);
        boolean made = Notices.attempt(
                this,
                fields,
                () -> creation.create(
                        current.get(),
                        account,
                        new VirtualAccountData(name.getValue(), description.getValue(), parent.chosen()),
                        people.values().stream()
                                .collect(Collectors.toMap(one -> one.person().id(), Assigned::role))));
        if (made) {
            close();
            Notices.done(getTranslation("account.saved", name.getValue().strip()));
            afterwards.run();
        } else if (fields.values().stream().anyMatch(HasValidation::isInvalid)) {
            // What is wrong stands beside its field, which is in the first step.
            settings();
        }
    }
}
