package org.slportal.ui.alert;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Instant;
import java.time.LocalDate;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.i18n.Dates;

/** Until when nobody wants to see the alerts. */
class SnoozeDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    /** What is offered. */
    enum Choice {
        TOMORROW,
        DAYS_7,
        DAYS_30,
        DATE
    }

    private static final int WEEK = 7;
    private static final int MONTH = 30;

    private final transient Dates dates;
    private final SerializableConsumer<Instant> act;
    private final RadioButtonGroup<Choice> choice = new RadioButtonGroup<>();
    private final DatePicker date;

    SnoozeDialog(Dates dates, int alerts, SerializableConsumer<Instant> act) {
        super(text("alerts.snooze.title", alerts), text("alerts.snooze.button"));
        this.dates = dates;
        this.act = act;
        choice.setLabel(getTranslation("alerts.until"));
        choice.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        choice.setItems(Choice.values());
        choice.setItemLabelGenerator(one -> getTranslation("alerts.snooze." + one.name()));
        choice.setValue(Choice.TOMORROW);
        date = new DatePicker(getTranslation("alerts.snooze.day"));
        UI ui = UI.getCurrent();
        date.setLocale(ui.getLocale());
        date.setI18n(new DatePicker.DatePickerI18n()
                .setToday(ui.getTranslation("lrp.today"))
                .setCancel(ui.getTranslation("act.cancel"))
                .setDateFormat("yyyy-MM-dd"));
        date.setMin(dates.today().plusDays(1));
        date.setVisible(false);
        choice.addValueChangeListener(change -> date.setVisible(change.getValue() == Choice.DATE));
        content(new Paragraph(getTranslation("alerts.snooze.text")), choice);
        field("until", date);
        date.setManualValidation(true);
    }

    @Override
    protected boolean valid() {
        boolean missing = choice.getValue() == Choice.DATE && date.getValue() == null;
        date.setErrorMessage(getTranslation("alerts.snooze.choose"));
        date.setInvalid(missing);
        return !missing;
    }

    @Override
    protected void act() {
        LocalDate today = dates.today();
        act.accept(
                switch (choice.getValue()) {
                    case TOMORROW -> dates.startOf(today.plusDays(1));
                    case DAYS_7 -> dates.startOf(today.plusDays(WEEK));
                    case DAYS_30 -> dates.startOf(today.plusDays(MONTH));
                    case DATE -> dates.startOf(date.getValue());
                });
    }

    private static String text(String key, Object... arguments) {
        return UI.getCurrent().getTranslation(key, arguments);
    }
}
