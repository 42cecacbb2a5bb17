package org.slportal.ui.lab;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import java.time.Duration;
import java.time.Instant;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.lab.LabClockItem;
import org.slportal.services.lab.LabClockService;
import org.slportal.services.sweep.Consequences;
import org.slportal.services.sweep.UpcomingService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;

/** How far the clock is to go, and what that would mean, before it goes. */
class AdvanceDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient LabClockService clock;
    private final transient UpcomingService upcoming;
    private final transient CurrentActor current;
    private final transient Dates dates;
    private final transient SmartAccountId account;
    /** The clock as it is shown here: if somebody else moves it meanwhile, this move is refused. */
    private final int version;

    private final IntegerField days;
    private final IntegerField hours;
    private final IntegerField minutes;
    private final Div consequences = new Div();

    AdvanceDialog(
            LabClockService clock,
            UpcomingService upcoming,
            CurrentActor current,
            Dates dates,
            SmartAccountId account,
            Duration by,
            SerializableRunnable afterwards) {
        super(UI.getCurrent().getTranslation("lab.move.title"), UI.getCurrent().getTranslation("lab.move.button"));
        this.clock = clock;
        this.upcoming = upcoming;
        this.current = current;
        this.dates = dates;
        this.account = account;
        this.version = clock.read(current.get()).version();
        days = number("lab.move.days", (int) by.toDays());
        hours = number("lab.move.hours", by.toHoursPart());
        minutes = number("lab.move.minutes", by.toMinutesPart());
        // The service refuses the whole period; the first field is where it says so.
        field("advanceSeconds", days);
        field("hours", hours);
        field("minutes", minutes);
        consequences.addClassName("prose");
        consequences.getElement().setAttribute("aria-live", "polite");
        content(consequences);
        showConsequences();
        then(() -> {
            Notices.done(UI.getCurrent()
                    .getTranslation("lab.moved", dates.time(clock.now().labTime())));
            afterwards.run();
        });
    }

    private IntegerField number(String key, int value) {
        IntegerField field = new IntegerField(getTranslation(key));
        field.setValue(value);
        field.setStepButtonsVisible(true);
        field.setManualValidation(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(change -> showConsequences());
        return field;
    }

    private Duration by() {
        return Duration.ofDays(value(days)).plusHours(value(hours)).plusMinutes(value(minutes));
    }

    private static int value(IntegerField field) {
        Integer value = field.getValue();
        return value == null ? 0 : value;
    }

    private void showConsequences() {
        consequences.removeAll();
        Duration by = by();
        submitButton().setText(getTranslation("lab.move.button"));
        if (by.isNegative() || by.isZero() || by.compareTo(LabClockService.MAX_MOVE) > 0) {
            return;
        }
        LabClockItem now = clock.now();
        Instant then = now.labTime().plus(by);
        submitButton().setText(getTranslation("lab.move.button-to", dates.time(then)));
        Consequences found = upcoming.consequences(current.get(), account, by);
        if (found.none()) {
            consequences.add(new Paragraph(getTranslation("lab.move.nothing")));
        } else {
            UnorderedList list = new UnorderedList();
            line(list, "lab.move.alerted", found.alerted());
            line(list, "lab.move.released", found.released());
            line(list, "lab.move.removed", found.removed());
            if (found.licenses() > 0) {
                list.add(new ListItem(
                        getTranslation("lab.move.licenses", found.licenses(), Numbers.plain(found.licenses()))));
            }
            line(list, "lab.move.tokens", found.tokens());
            consequences.add(new Paragraph(getTranslation("lab.move.would")), list);
            consequences.add(new Paragraph(getTranslation("lab.move.on-the-way")));
        }
        consequences.add(new Paragraph(getTranslation("lab.move.forward-only")));
    }

    private void line(UnorderedList list, String key, int count) {
        if (count > 0) {
            list.add(new ListItem(getTranslation(key, count)));
        }
    }

    @Override
    protected void act() {
        clock.advance(current.get(), by(), version);
    }
}
