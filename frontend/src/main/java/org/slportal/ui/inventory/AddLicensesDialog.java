package org.slportal.ui.inventory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import org.slportal.domain.license.LicenseTerm;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.inventory.NewOwnedLicenses;
import org.slportal.services.inventory.OwnedLicenseService;
import org.slportal.services.inventory.OwnedLicenseService.Choice;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** Adds licences by order or by hand. */
class AddLicensesDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient OwnedLicenseService owned;
    private final transient CurrentActor current;
    private final transient VirtualAccountItem pool;
    private final ComboBox<Choice> license;
    private final IntegerField quantity;
    private final Select<LicenseTerm> term = new Select<>();
    private final DatePicker starts;
    private final DatePicker ends;
    private final TextField subscription;
    private final TextField order;
    private final TextField note;

    AddLicensesDialog(OwnedLicenseService owned, CurrentActor current, VirtualAccountItem pool) {
        super(
                UI.getCurrent().getTranslation("add-licenses.title"),
                UI.getCurrent().getTranslation("add-licenses.act"));
        this.owned = owned;
        this.current = current;
        this.pool = pool;
        license = field("license", new ComboBox<>(getTranslation("licenses.license")));
        license.setRequiredIndicatorVisible(true);
        license.setItemLabelGenerator(Choice::name);
        license.setItems(
                page -> owned
                        .choices(
                                current.get(),
                                pool.id(),
                                page.getFilter().orElse(""),
                                page.getOffset(),
                                page.getLimit())
                        .stream(),
                page -> owned.countChoices(
                        current.get(), pool.id(), page.getFilter().orElse("")));
        quantity = field("quantity", new IntegerField(getTranslation("field.quantity")));
        quantity.setRequiredIndicatorVisible(true);
        quantity.setManualValidation(true);
        quantity.setValue(1);
        term.setLabel(getTranslation("license.term"));
        term.setItems(LicenseTerm.values());
        term.setItemLabelGenerator(value -> getTranslation("term." + value.name()));
        term.setValue(LicenseTerm.PERPETUAL);
        field("term", term);
        starts = field("startsOn", new DatePicker(getTranslation("transfer.starts")));
        starts.setHelperText(getTranslation("add-licenses.starts-hint"));
        ends = field("endsOn", new DatePicker(getTranslation("transfer.ends")));
        ends.setHelperText(getTranslation("add-licenses.ends-hint"));
        subscription = field("subscription", new TextField(getTranslation("add-licenses.subscription")));
        order = field("orderNumber", new TextField(getTranslation("add-licenses.order")));
        order.setHelperText(getTranslation("add-licenses.order-hint"));
        note = field("note", new TextField(getTranslation("add-licenses.note")));
        license.focus();
    }

    @Override
    protected boolean valid() {
        boolean chosen = license.getValue() != null;
        license.setInvalid(!chosen);
        license.setErrorMessage(getTranslation("error.REQUIRED"));
        return chosen;
    }

    @Override
    protected void act() {
        Integer number = quantity.getValue();
        Choice chosen = license.getValue();
        owned.add(
                current.get(),
                pool.id(),
                new NewOwnedLicenses(
                        chosen.id(),
                        number == null ? 0 : number,
                        term.getValue(),
                        starts.getValue(),
                        ends.getValue(),
                        subscription.getValue(),
                        order.getValue(),
                        note.getValue()));
        Notices.done(getTranslation("add-licenses.done", number == null ? 0 : number, chosen.name()));
    }
}
