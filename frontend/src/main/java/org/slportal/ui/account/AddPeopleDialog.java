package org.slportal.ui.account;

import com.vaadin.flow.component.ModalityMode;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.util.List;
import org.slportal.domain.access.Role;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.account.VirtualAccountTree;
import org.slportal.services.csv.CsvText;
import org.slportal.services.error.PortalException;
import org.slportal.services.user.GrantScope;
import org.slportal.services.user.PeopleImport;
import org.slportal.services.user.PeopleImportService;
import org.slportal.services.user.PlannedPerson;
import org.slportal.ui.component.CsvInput;
import org.slportal.ui.component.CsvProblemTable;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;

/** Several people at once, from a list or a file: what would happen to each, then all of it, then the first passwords, once. */
class AddPeopleDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient PeopleImportService people;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final transient ScopeFields scope;
    private final boolean fromFile;
    private final SerializableRunnable afterwards;
    private final TextArea list = new TextArea(getTranslation("people.list"));
    private final CsvInput input = new CsvInput();
    private final Div body = new Div();

    AddPeopleDialog(
            PeopleImportService people,
            VirtualAccountTree tree,
            CurrentActor current,
            SmartAccountId account,
            boolean fromFile,
            SerializableRunnable afterwards) {
        this.people = people;
        this.current = current;
        this.account = account;
        this.fromFile = fromFile;
        this.afterwards = afterwards;
        scope = new ScopeFields(tree, current, account);
        setHeaderTitle(getTranslation(fromFile ? "people.file.title" : "people.list.title"));
        setModality(ModalityMode.STRICT);
        setWidth("820px");
        setMaxWidth("100%");
        setDraggable(false);
        list.setWidthFull();
        list.setMinRows(6);
        list.setHelperText(getTranslation("people.list.hint", PeopleImportService.MAX_PEOPLE));
        scope.role().setWidthFull();
        scope.pools().setWidthFull();
        body.addClassName("page");
        add(body);
        ask();
    }

    private void ask() {
        body.removeAll();
        if (fromFile) {
            Anchor template = new Anchor(
                    DownloadHandler.fromInputStream(event -> new com.vaadin.flow.server.streams.DownloadResponse(
                            new java.io.ByteArrayInputStream(template()), "users.csv", "text/csv; charset=utf-8", -1)),
                    getTranslation("people.template"));
            body.add(
                    new Paragraph(
                            new Span(getTranslation("device.import.columns") + " "),
                            Table.mono(String.join(", ", PeopleImportService.REQUIRED_COLUMNS))),
                    new Paragraph(
                            new Span(getTranslation("device.import.optional") + " "),
                            Table.mono(String.join(", ", PeopleImportService.OPTIONAL_COLUMNS))),
                    template,
                    input);
        } else {
            body.add(list, scope.role(), scope.pools(), scope.children());
        }
        Button check = primary(getTranslation("people.check"));
        check.addClickListener(click -> check());
        footer(new Button(getTranslation("act.cancel"), click -> close()), check);
    }

    private static byte[] template() {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        List<String> head = new java.util.ArrayList<>(PeopleImportService.REQUIRED_COLUMNS);
        head.addAll(PeopleImportService.OPTIONAL_COLUMNS);
        CsvText.forExcel(out).row(head).finish();
        return out.toByteArray();
    }

    private void check() {
        if (!fromFile && !scope.valid()) {
            return;
        }
        if (fromFile ? input.bytes().isEmpty() : list.getValue().isBlank()) {
            Notices.refusal(getTranslation(fromFile ? "csv.nothing" : "people.nothing"));
            return;
        }
        attempt(false);
    }

    private void attempt(boolean act) {
        try {
            byte[] file = input.bytes().orElse(new byte[0]);
            Role role = scope.role().getValue();
            List<GrantScope> scopes = scope.scopes();
            PeopleImport answer = fromFile
                    ? act
                            ? people.addFile(current.get(), account, file)
                            : people.checkFile(current.get(), account, file)
                    : act
                            ? people.addList(current.get(), account, list.getValue(), role, scopes)
                            : people.checkList(current.get(), account, list.getValue(), role, scopes);
            if (answer.done()) {
                told(answer);
            } else {
                review(answer);
            }
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
        }
    }

    private void review(PeopleImport answer) {
        body.removeAll();
        Button back = new Button(getTranslation("act.back"), click -> ask());
        if (!answer.unknownColumns().isEmpty()) {
            Div unknown = new Div(getTranslation("csv.unknown-columns", String.join(", ", answer.unknownColumns())));
            unknown.addClassNames("notice", "warn");
            body.add(unknown);
        }
        if (!answer.isClean()) {
            body.add(new CsvProblemTable(answer.problems(), answer.problems().size()));
            footer(back);
            return;
        }
        Table table = new Table()
                .numberHead(getTranslation("csv.line"))
                .head(getTranslation("users.name"))
                .head(getTranslation("users.role"))
                .head(getTranslation("people.act"));
        answer.people()
                .forEach(person -> table.row(List.of(
                        Table.number(Numbers.plain(person.line())),
                        new Span(
                                person.displayName().equals(person.userName())
                                        ? person.userName()
                                        : person.displayName() + " (" + person.userName() + ")"),
                        new Span(where(person)),
                        new Span(getTranslation("people.act." + person.act().name())))));
        body.add(table);
        Button run = primary(getTranslation("people.run", answer.roles(), Numbers.plain(answer.roles())));
        run.setEnabled(answer.roles() > 0);
        run.setDisableOnClick(true);
        run.addClickListener(click -> attempt(true));
        footer(back, run);
    }

    private String where(PlannedPerson person) {
        String name = person.scopeName();
        String place = name == null ? getTranslation("users.whole-account") : name;
        return getTranslation(
                "users.grant",
                getTranslation("role." + person.role().name()),
                person.scope().includesChildren() ? getTranslation("users.with-children", place) : place);
    }

    /** The passwords are in this dialog alone: the portal keeps hashes. */
    private void told(PeopleImport answer) {
        body.removeAll();
        body.add(new Paragraph(getTranslation("people.done", answer.roles(), Numbers.plain(answer.roles()))));
        if (!answer.passwords().isEmpty()) {
            Div once = new Div(getTranslation("people.once"));
            once.addClassNames("notice", "warn");
            Table table =
                    new Table().head(getTranslation("field.userName")).head(getTranslation("users.first-password"));
            answer.passwords()
                    .forEach(one -> table.row(List.of(Table.mono(one.userName()), Table.mono(one.password()))));
            byte[] file = passwords(answer);
            body.add(
                    once,
                    table,
                    new Anchor(
                            DownloadHandler.fromInputStream(
                                    event -> new com.vaadin.flow.server.streams.DownloadResponse(
                                            new java.io.ByteArrayInputStream(file),
                                            "first-passwords.csv",
                                            "text/csv; charset=utf-8",
                                            file.length)),
                            getTranslation("people.download")));
        }
        footer(primaryClose());
        afterwards.run();
    }

    private static byte[] passwords(PeopleImport answer) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        CsvText csv = CsvText.forExcel(out).row("User", "Name", "First Password");
        answer.passwords().forEach(one -> csv.row(one.userName(), one.displayName(), one.password()));
        csv.finish();
        return out.toByteArray();
    }

    private Button primaryClose() {
        Button close = primary(getTranslation("act.close"));
        close.addClickListener(click -> close());
        return close;
    }

    private static Button primary(String text) {
        Button button = new Button(text);
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }

    private void footer(Button... buttons) {
        getFooter().removeAll();
        getFooter().add(buttons);
    }
}
