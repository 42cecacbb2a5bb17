package org.slportal.ui.reservation;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slportal.domain.id.LicenseId;
import org.slportal.services.reservation.LicenseQuantity;
import org.slportal.services.reservation.ReservableLicense;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.i18n.Numbers;

/** How many of each licence. */
class LicensePicker extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Map<LicenseId, IntegerField> fields = new LinkedHashMap<>();
    private final transient List<ReservableLicense> offered;

    LicensePicker(List<ReservableLicense> offered, Dates dates) {
        this.offered = offered;
        Table table = new Table()
                .head(getTranslation("licenses.license"))
                .wideHead(getTranslation("reservation.term"))
                .numberHead(getTranslation("reservation.available"))
                .numberHead(getTranslation("reservation.quantity"));
        for (ReservableLicense license : offered) {
            IntegerField field = new IntegerField();
            field.setAriaLabel(getTranslation("reservation.quantity-of", license.name()));
            field.setMin(0);
            field.setMax(license.most());
            field.setStepButtonsVisible(true);
            field.setValue(license.held());
            fields.put(license.license(), field);
            LocalDate end = license.longestEnd();
            table.row(List.of(
                    new Span(license.name()),
                    Table.wide(new Span(end == null ? getTranslation("reservation.perpetual") : dates.date(end))),
                    Table.number(Numbers.plain(license.most())),
                    field));
        }
        add(table);
    }

    boolean isValid() {
        return fields.values().stream().noneMatch(HasValidation::isInvalid);
    }

    void setReadOnly(boolean readOnly) {
        fields.values().forEach(field -> field.setReadOnly(readOnly));
    }

    List<LicenseQuantity> chosen() {
        return offered.stream()
                .map(license -> new LicenseQuantity(license.license(), quantity(license)))
                .filter(each -> each.quantity() != 0)
                .toList();
    }

    /** In words, for the review. */
    List<String> words() {
        return offered.stream()
                .filter(license -> quantity(license) != 0)
                .map(license -> Numbers.plain(quantity(license)) + " × " + license.name())
                .toList();
    }

    private int quantity(ReservableLicense license) {
        IntegerField field = fields.get(license.license());
        Integer value = field == null ? null : field.getValue();
        return value == null ? 0 : value;
    }
}
