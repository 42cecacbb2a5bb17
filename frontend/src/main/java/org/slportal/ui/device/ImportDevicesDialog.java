package org.slportal.ui.device;

import com.vaadin.flow.component.ModalityMode;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.Optional;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.error.PortalException;
import org.slportal.services.registration.DeviceImport;
import org.slportal.services.registration.DeviceImportService;
import org.slportal.ui.component.CsvInput;
import org.slportal.ui.component.CsvProblemTable;
import org.slportal.ui.component.Figures;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;

/** First the file, then what is wrong with it or what it would bring, then the import. */
class ImportDevicesDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient DeviceImportService imports;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final SerializableRunnable afterwards;
    private final CsvInput input = new CsvInput();
    private final Div body = new Div();

    ImportDevicesDialog(
            DeviceImportService imports,
            CurrentActor current,
            SmartAccountId account,
            SerializableRunnable afterwards) {
        this.imports = imports;
        this.current = current;
        this.account = account;
        this.afterwards = afterwards;
        setHeaderTitle(getTranslation("device.import.title"));
        setModality(ModalityMode.STRICT);
        setWidth("820px");
        setMaxWidth("100%");
        setDraggable(false);
        body.addClassName("page");
        add(body);
        ask();
    }

    private void ask() {
        body.removeAll();
        body.add(
                new Paragraph(getTranslation("device.import.hint")),
                new Paragraph(
                        new Span(getTranslation("device.import.columns") + " "),
                        Table.mono(String.join(", ", DeviceImportService.REQUIRED_COLUMNS))),
                new Paragraph(
                        new Span(getTranslation("device.import.optional") + " "),
                        Table.mono(String.join(", ", DeviceImportService.OPTIONAL_COLUMNS))),
                input);
        Button check = primary(getTranslation("device.import.check"));
        check.addClickListener(click -> check());
        footer(cancel(), check);
    }

    private void check() {
        Optional<byte[]> file = input.bytes();
        if (file.isEmpty()) {
            Notices.refusal(getTranslation("csv.nothing"));
            return;
        }
        try {
            show(file.get(), imports.check(current.get(), account, file.get()));
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
        }
    }

    private void show(byte[] file, DeviceImport answer) {
        body.removeAll();
        if (!answer.unknownColumns().isEmpty()) {
            Div unknown = new Div(getTranslation("csv.unknown-columns", String.join(", ", answer.unknownColumns())));
            unknown.addClassNames("notice", "warn");
            body.add(unknown);
        }
        Button back = new Button(getTranslation("act.back"), click -> ask());
        if (!answer.isClean()) {
            body.add(new CsvProblemTable(answer.problems(), answer.problemCount()));
            footer(cancel(), back);
            back.focus();
            return;
        }
        body.add(new Figures()
                .figure(getTranslation("device.import.devices"), answer.devices())
                .figure(getTranslation("device.import.rights"), answer.rights()));
        if (answer.devices() == 0) {
            body.add(new Paragraph(getTranslation("device.import.none")));
            footer(cancel(), back);
            back.focus();
            return;
        }
        Button run = primary(getTranslation("device.import.run", answer.devices(), Numbers.plain(answer.devices())));
        run.addClickListener(click -> run(file));
        run.setDisableOnClick(true);
        footer(cancel(), back, run);
        run.focus();
    }

    private void run(byte[] file) {
        try {
            DeviceImport answer = imports.run(current.get(), account, file);
            if (answer.imported()) {
                Notices.done(getTranslation("device.import.done", answer.devices(), Numbers.plain(answer.devices())));
                close();
                afterwards.run();
            } else {
                // Somebody added one of the devices since the check.
                show(file, answer);
            }
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
            check();
        }
    }

    private Button cancel() {
        return new Button(getTranslation("act.cancel"), click -> close());
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
