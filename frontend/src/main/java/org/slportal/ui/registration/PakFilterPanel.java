package org.slportal.ui.registration;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.access.Permission;
import org.slportal.domain.conversion.PakStatus;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.registration.RegisteredPakFilter;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/** Show Filter: text, status, family, Virtual Account and order date. */
class PakFilterPanel extends Div {

    private static final long serialVersionUID = 1L;

    private final TextField text = new TextField();
    private final Select<PakStatus> status = new Select<>();
    private final ComboBox<String> family = new ComboBox<>();
    private final PoolPicker pool;
    private final DatePicker from;
    private final DatePicker to;
    private final SerializableRunnable changed;
    // Read by the export too, which does not hold the session.
    private volatile RegisteredPakFilter filter = RegisteredPakFilter.ALL;

    PakFilterPanel(List<String> families, CurrentAccount account, SerializableRunnable changed) {
        this.changed = changed;
        addClassNames("card", "filter");
        text.setLabel(getTranslation("lrp.filter.text"));
        text.setHelperText(getTranslation("lrp.filter.text-hint"));
        text.setClearButtonVisible(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        status.setLabel(getTranslation("convert.status"));
        status.setItems(PakStatus.values());
        status.setItemLabelGenerator(
                value -> getTranslation(value == null ? "convert.any-status" : "pak." + value.name()));
        status.setEmptySelectionAllowed(true);
        status.setEmptySelectionCaption(getTranslation("convert.any-status"));
        family.setLabel(getTranslation("lrp.family"));
        family.setItems(families);
        family.setClearButtonVisible(true);
        pool = new PoolPicker(getTranslation("inventory.virtual-account"), account, Permission.VIEW);
        pool.setClearButtonVisible(true);
        from = date("lrp.filter.from");
        to = date("lrp.filter.to");
        Button clear = new Button(getTranslation("lrp.filter.clear"), click -> clear());
        add(text, status, family, pool, from, to, clear);
        text.addValueChangeListener(change -> apply());
        status.addValueChangeListener(change -> apply());
        family.addValueChangeListener(change -> apply());
        pool.addValueChangeListener(change -> apply());
        from.addValueChangeListener(change -> apply());
        to.addValueChangeListener(change -> apply());
    }

    private DatePicker date(String label) {
        return datePicker(getTranslation(label));
    }

    /** A date field in the reader's language. */
    static DatePicker datePicker(String label) {
        DatePicker picker = new DatePicker(label);
        UI ui = UI.getCurrent();
        picker.setLocale(ui.getLocale());
        picker.setI18n(new DatePicker.DatePickerI18n()
                .setToday(ui.getTranslation("lrp.today"))
                .setCancel(ui.getTranslation("act.cancel"))
                .setDateFormat("yyyy-MM-dd"));
        picker.setClearButtonVisible(true);
        return picker;
    }

    private void apply() {
        VirtualAccountItem chosen = pool.getValue();
        RegisteredPakFilter now = new RegisteredPakFilter(
                text.getValue().strip(),
                status.getValue(),
                family.getValue(),
                chosen == null ? null : chosen.id(),
                from.getValue(),
                to.getValue());
        // Clearing the panel changes six fields: the list is read once.
        if (!now.equals(filter)) {
            filter = now;
            changed.run();
        }
    }

    void search(@Nullable String asked) {
        if (asked != null) {
            text.setValue(asked);
        }
    }

    private void clear() {
        filter = RegisteredPakFilter.ALL;
        text.clear();
        status.clear();
        family.clear();
        pool.clear();
        from.clear();
        to.clear();
        filter = RegisteredPakFilter.ALL;
        changed.run();
    }

    RegisteredPakFilter filter() {
        return filter;
    }
}
