package org.slportal.ui.catalogue;

import com.vaadin.flow.component.ModalityMode;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.catalogue.CatalogueDifference;
import org.slportal.services.catalogue.CataloguePart;
import org.slportal.services.catalogue.CataloguePreview;
import org.slportal.services.catalogue.CatalogueService;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.CsvInput;
import org.slportal.ui.component.CsvProblemTable;
import org.slportal.ui.component.Figures;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Pill;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;

/** First the file, then what it would do, then the import. */
class CatalogueImportDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

    private final transient CatalogueService catalogue;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final CataloguePart part;
    private final SerializableRunnable afterwards;
    private final CsvInput input = new CsvInput();
    private final Div body = new Div();

    CatalogueImportDialog(
            CatalogueService catalogue,
            CurrentActor current,
            SmartAccountId account,
            CataloguePart part,
            SerializableRunnable afterwards) {
        this.catalogue = catalogue;
        this.current = current;
        this.account = account;
        this.part = part;
        this.afterwards = afterwards;
        setHeaderTitle(getTranslation("catalogue.import.title", part.file()));
        setModality(ModalityMode.STRICT);
        setWidth("860px");
        setMaxWidth("100%");
        setDraggable(false);
        body.addClassName("page");
        add(body);
        ask();
    }

    private void ask() {
        body.removeAll();
        Span columns = Table.mono(
                part.columns().stream().map(column -> column.header()).collect(Collectors.joining(", ")));
        body.add(
                new Paragraph(
                        getTranslation(part.isReplaced() ? "catalogue.import.replaces" : "catalogue.import.adds")),
                new Paragraph(getTranslation("catalogue.import.shared")),
                new Paragraph(new Span(getTranslation("catalogue.import.columns") + " "), columns),
                input);
        Button preview = new Button(getTranslation("catalogue.import.preview"), click -> preview());
        preview.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        footer(cancel(), preview);
    }

    private Button cancel() {
        return new Button(getTranslation("act.cancel"), click -> close());
    }

    private void footer(Button... buttons) {
        getFooter().removeAll();
        getFooter().add(buttons);
    }

    private void preview() {
        Optional<byte[]> file = input.bytes();
        if (file.isEmpty()) {
            Notices.refusal(getTranslation("csv.nothing"));
            return;
        }
        try {
            show(file.get(), catalogue.preview(current.get(), account, part, file.get()));
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
        }
    }

    private void show(byte[] file, CataloguePreview preview) {
        body.removeAll();
        if (!preview.unknownColumns().isEmpty()) {
            Div unknown = new Div(getTranslation("csv.unknown-columns", String.join(", ", preview.unknownColumns())));
            unknown.addClassNames("notice", "warn");
            body.add(unknown);
        }
        Button back = new Button(getTranslation("catalogue.import.back"), click -> ask());
        if (!preview.isSound()) {
            body.add(new CsvProblemTable(preview.problems(), preview.problemCount()));
            footer(cancel(), back);
            back.focus();
            return;
        }
        body.add(new Figures()
                .figure(getTranslation("catalogue.new"), preview.added())
                .figure(getTranslation("catalogue.changed"), preview.changed())
                .figure(getTranslation("catalogue.unchanged"), preview.unchanged())
                .figure(getTranslation("catalogue.gone"), preview.gone()));
        if (!preview.changesSomething()) {
            body.add(new Paragraph(getTranslation("catalogue.import.nothing")));
            footer(cancel(), back);
            back.focus();
            return;
        }
        body.add(differences(preview));
        int rows = preview.added() + preview.changed() + preview.gone();
        Button apply = new Button(
                getTranslation("catalogue.import.apply", rows, Numbers.plain(rows)), click -> apply(file, preview));
        apply.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        if (preview.gone() > 0) {
            apply.addThemeVariants(ButtonVariant.LUMO_ERROR);
        }
        apply.setDisableOnClick(true);
        footer(cancel(), back, apply);
        apply.focus();
    }

    private Div differences(CataloguePreview preview) {
        Table table = new Table()
                .numberHead(getTranslation("csv.line"))
                .head(getTranslation("catalogue.row"))
                .head(getTranslation("catalogue.difference"));
        List<CatalogueDifference> first =
                preview.differences().stream().limit(SHOWN).toList();
        first.forEach(difference -> table.row(List.of(
                Table.number(difference.line() == 0 ? "" : Numbers.plain(difference.line())),
                new Span(difference.label()),
                what(difference))));
        Div card = new Div(table);
        card.addClassNames("card", "flush");
        Div frame = new Div(card);
        frame.addClassName("grid-frame");
        int more = preview.added() + preview.changed() + preview.gone() - first.size();
        if (more > 0) {
            Span rest = new Span(getTranslation("csv.more", Numbers.plain(more)));
            rest.addClassName("grid-foot");
            frame.add(rest);
        }
        return frame;
    }

    private Span what(CatalogueDifference difference) {
        return switch (difference.kind()) {
            case NEW -> new Pill(Pill.Tone.GOOD, getTranslation("catalogue.new"));
            case GONE -> new Pill(Pill.Tone.DANGER, getTranslation("catalogue.gone"));
            case CHANGED ->
                new Span(difference.changes().stream()
                        .map(change -> getTranslation(
                                "catalogue.change",
                                getTranslation(
                                        "catalogue.column." + change.column().name()),
                                change.before().isEmpty() ? "–" : change.before(),
                                change.after().isEmpty() ? "–" : change.after()))
                        .collect(Collectors.joining(" · ")));
        };
    }

    private void apply(byte[] file, CataloguePreview preview) {
        try {
            CataloguePreview done = catalogue.apply(current.get(), account, part, file, preview.base());
            close();
            int rows = done.added() + done.changed() + done.gone();
            Notices.done(
                    UI.getCurrent().getTranslation("catalogue.import.done", part.file(), rows, Numbers.plain(rows)));
            afterwards.run();
        } catch (PortalException refusal) {
            Notices.refusal(this, refusal);
            // Somebody else may have imported, or converted from a SKU: the preview of now says what is different.
            preview();
        }
    }
}
