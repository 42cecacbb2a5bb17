package org.slportal.ui.convert;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.function.SerializableRunnable;
import org.jspecify.annotations.Nullable;
import org.slportal.services.assisted.AssistedDesk;
import org.slportal.services.assisted.AssistedRequest;
import org.slportal.services.assisted.AssistedResult;
import org.slportal.services.assisted.LicenseChoice;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.security.CurrentActor;

/** The desk chooses the licence and the quantity. */
class ConvertByHandDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient AssistedDesk desk;
    private final transient CurrentActor current;
    private final transient AssistedRequest request;
    private final SerializableRunnable show;
    private final ComboBox<LicenseChoice> license =
            field("license", new ComboBox<>(getTranslation("licenses.license")));
    private final IntegerField quantity = field("quantity", new IntegerField(getTranslation("field.quantity")));

    ConvertByHandDialog(AssistedDesk desk, CurrentActor current, AssistedRequest request, SerializableRunnable show) {
        super(
                UI.getCurrent().getTranslation("assisted.convert.title"),
                UI.getCurrent().getTranslation("convert.submit"));
        this.desk = desk;
        this.current = current;
        this.request = request;
        this.show = show;
        license.setItemLabelGenerator(LicenseChoice::name);
        license.setManualValidation(true);
        license.setRequiredIndicatorVisible(true);
        license.setItems(query -> desk
                .licenses(
                        current.get(),
                        request.smartAccountId(),
                        query.getFilter().orElse(""),
                        query.getOffset(),
                        query.getLimit())
                .stream());
        quantity.setManualValidation(true);
        quantity.setStepButtonsVisible(true);
        quantity.setMin(1);
        quantity.setMax(Math.max(1, request.line().available()));
        quantity.setValue(Math.min(request.item().quantity(), request.line().available()));
        content(new Paragraph(getTranslation(
                "assisted.convert.consequence",
                request.item().subject(),
                request.item().virtualAccount())));
        license.focus();
    }

    @Override
    protected boolean valid() {
        boolean chosen = license.getValue() != null;
        license.setErrorMessage(getTranslation("error.REQUIRED"));
        license.setInvalid(!chosen);
        return chosen;
    }

    @Override
    protected void act() {
        @Nullable Integer units = quantity.getValue();
        AssistedResult result;
        try {
            result = desk.convert(
                    current.get(),
                    request.item().id(),
                    request.version(),
                    license.getValue().id(),
                    units == null ? 0 : units);
        } catch (PortalException refusal) {
            if (refusal.kind() == PortalException.Kind.REJECTED) {
                throw refusal;
            }
            // Decided meanwhile: the dialog closes and the page shows by whom.
            Notices.refusal(this, refusal);
            then(show);
            return;
        }
        switch (result) {
            case AssistedResult.Converted converted ->
                then(() -> {
                    Notices.done(
                            getTranslation("assisted.converted", request.item().virtualAccount()));
                    show.run();
                });
            case AssistedResult.Refused refused -> {
                String text = getTranslation(
                        "ineligible." + refused.reason().name(),
                        refused.arguments().toArray());
                Notices.refusal(text);
                then(show);
            }
            case AssistedResult.Asked asked -> throw PortalException.stale();
        }
    }
}
