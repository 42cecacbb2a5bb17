package org.slportal.ui.activity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.function.SerializableRunnable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.ui.i18n.Dates;

/** The last 30, 90 or 365 days, days of one's own choice, or all of the time. */
final class PeriodField extends Div {

    private static final long serialVersionUID = 1L;

    enum Period {
        ALL(0),
        DAYS_30(30),
        DAYS_90(90),
        DAYS_365(365),
        CUSTOM(0);

        private final int days;

        Period(int days) {
            this.days = days;
        }
    }

    private final transient Dates dates;
    private final Select<Period> period = new Select<>();
    private final DatePicker first = day("activity.period.from");
    private final DatePicker last = day("activity.period.to");

    PeriodField(Dates dates, SerializableRunnable changed) {
        this.dates = dates;
        addClassName("toolbar");
        period.setAriaLabel(getTranslation("activity.period"));
        period.setItems(Period.values());
        period.setItemLabelGenerator(value -> getTranslation("activity.period." + value.name()));
        period.setValue(Period.ALL);
        first.setVisible(false);
        last.setVisible(false);
        period.addValueChangeListener(change -> {
            boolean custom = change.getValue() == Period.CUSTOM;
            first.setVisible(custom);
            last.setVisible(custom);
            changed.run();
        });
        first.addValueChangeListener(change -> changed.run());
        last.addValueChangeListener(change -> changed.run());
        add(period, first, last);
    }

    private static DatePicker day(String label) {
        UI ui = UI.getCurrent();
        DatePicker picker = new DatePicker();
        picker.setPlaceholder(ui.getTranslation(label));
        picker.setAriaLabel(ui.getTranslation(label));
        picker.setLocale(ui.getLocale());
        picker.setI18n(new DatePicker.DatePickerI18n()
                .setToday(ui.getTranslation("lrp.today"))
                .setCancel(ui.getTranslation("act.cancel"))
                .setDateFormat("yyyy-MM-dd"));
        picker.setClearButtonVisible(true);
        return picker;
    }

    @Nullable
    Instant from() {
        Period chosen = period.getValue();
        if (chosen == Period.CUSTOM) {
            LocalDate day = first.getValue();
            return day == null ? null : dates.startOfDay(day);
        }
        return chosen.days == 0 ? null : dates.now().minus(Duration.ofDays(chosen.days));
    }

    /** The last day belongs to the period. */
    @Nullable
    Instant before() {
        LocalDate day = period.getValue() == Period.CUSTOM ? last.getValue() : null;
        return day == null ? null : dates.startOfDay(day.plusDays(1));
    }

    boolean isAll() {
        return period.getValue() == Period.ALL;
    }
}
