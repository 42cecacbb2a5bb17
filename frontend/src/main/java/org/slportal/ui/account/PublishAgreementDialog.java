package org.slportal.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableRunnable;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.agreement.AgreementDetail;
import org.slportal.services.agreement.AgreementItem;
import org.slportal.services.agreement.AgreementService;
import org.slportal.services.agreement.NewAgreement;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;

/** Publishes a further version of an agreement, beginning with the text of the last one, or a new agreement. */
class PublishAgreementDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient AgreementService agreements;
    private final transient CurrentActor current;
    private final transient SmartAccountId account;
    private final Select<AgreementItem> of = new Select<>();
    private final TextField code;
    private final TextField nameEnglish;
    private final TextField nameKorean;
    private final TextArea textEnglish;
    private final TextArea textKorean;
    private final DatePicker due;

    PublishAgreementDialog(
            AgreementService agreements,
            CurrentActor current,
            SmartAccountId account,
            List<AgreementItem> listed,
            Dates dates,
            SerializableRunnable afterwards) {
        super(
                UI.getCurrent().getTranslation("agreement.publish.title"),
                UI.getCurrent().getTranslation("agreement.publish.button"));
        this.agreements = agreements;
        this.current = current;
        this.account = account;
        setWidth("720px");
        content(new Paragraph(getTranslation("agreement.publish.text")));
        String language = UI.getCurrent().getLocale().getLanguage();
        field("of", of);
        of.setLabel(getTranslation("agreement.publish.of"));
        of.setItems(listed.stream().filter(AgreementItem::current).toList());
        of.setItemLabelGenerator(item -> item == null
                ? getTranslation("agreement.publish.new")
                : getTranslation("agreement.title", item.name(language), item.version()));
        of.setEmptySelectionAllowed(true);
        of.setEmptySelectionCaption(getTranslation("agreement.publish.new"));
        of.setPlaceholder(getTranslation("agreement.publish.new"));
        code = text("code", new TextField(getTranslation("agreement.code")));
        code.setHelperText(getTranslation("agreement.code.hint"));
        nameEnglish = text("nameEnglish", new TextField(getTranslation("agreement.name-en")));
        nameKorean = text("nameKorean", new TextField(getTranslation("agreement.name-ko")));
        textEnglish = area("textEnglish", "agreement.text-en");
        textKorean = area("textKorean", "agreement.text-ko");
        due = field("dueAt", new DatePicker(getTranslation("agreement.due")));
        due.setHelperText(getTranslation("agreement.due.hint"));
        due.setMin(LocalDate.ofInstant(dates.now(), ZoneOffset.UTC));
        due.setLocale(UI.getCurrent().getLocale());
        of.addValueChangeListener(change -> beginWith(change.getValue()));
        of.focus();
        then(() -> {
            Notices.done(UI.getCurrent().getTranslation("agreement.published-now"));
            afterwards.run();
        });
    }

    private TextField text(String name, TextField field) {
        field.setRequiredIndicatorVisible(true);
        field.setManualValidation(true);
        return field(name, field);
    }

    private TextArea area(String name, String label) {
        TextArea area = field(name, new TextArea(getTranslation(label)));
        area.setRequiredIndicatorVisible(true);
        area.setManualValidation(true);
        area.setMinRows(5);
        area.setMaxRows(10);
        return area;
    }

    private void beginWith(@Nullable AgreementItem last) {
        code.setReadOnly(last != null);
        if (last == null) {
            code.clear();
            return;
        }
        AgreementDetail detail = agreements.read(current.get(), account, last.id());
        code.setValue(last.code());
        nameEnglish.setValue(last.nameEnglish());
        nameKorean.setValue(last.nameKorean());
        textEnglish.setValue(detail.textEnglish());
        textKorean.setValue(detail.textKorean());
    }

    @Override
    protected void act() {
        LocalDate day = due.getValue();
        agreements.publish(
                current.get(),
                account,
                new NewAgreement(
                        code.getValue(),
                        nameEnglish.getValue(),
                        nameKorean.getValue(),
                        textEnglish.getValue(),
                        textKorean.getValue(),
                        // To the end of that day.
                        day == null
                                ? null
                                : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()));
    }
}
