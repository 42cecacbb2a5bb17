package org.slportal.ui.convert;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.ModalityMode;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import java.util.UUID;
import org.slportal.domain.access.Permission;
import org.slportal.domain.device.Udi;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.conversion.ConversionResult;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.ConvertLines;
import org.slportal.services.conversion.LineQuantity;
import org.slportal.services.error.PortalException;
import org.slportal.services.registration.DeviceDetail;
import org.slportal.ui.component.Facts;
import org.slportal.ui.component.Notices;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.inventory.InventoryNavigation;
import org.slportal.ui.inventory.LicensesView;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;
import org.slportal.ui.shell.PoolPicker;

/**
 * Convert to Smart Entitlements, as License Registration has always asked it: device, account, SKUs and quantities, Submit. One opening
 * has one request key: a double click converts once.
 */
public class ConvertToEntitlementsDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient ConversionService conversions;
    private final transient CurrentActor current;
    private final SerializableRunnable afterwards;
    private final LinePicker lines;
    private final PoolPicker target;
    private final Button submit;
    private String requestKey = UUID.randomUUID().toString();

    /**
     * @param afterwards when something was converted
     * @throws PortalException UNAUTHORIZED for somebody who may convert into none of them
     */
    public ConvertToEntitlementsDialog(
            ConversionService conversions,
            CurrentActor current,
            Dates dates,
            DeviceDetail device,
            CurrentAccount account,
            SerializableRunnable afterwards) {
        this.conversions = conversions;
        this.current = current;
        this.afterwards = afterwards;
        setHeaderTitle(getTranslation("entitlements.title"));
        setModality(ModalityMode.STRICT);
        setWidth("860px");
        setMaxWidth("100%");
        setDraggable(false);
        submit = new Button(getTranslation("entitlements.submit"), click -> submit());
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        submit.setDisableOnClick(true);
        lines = new LinePicker(device.lines(), LinePicker.Columns.ENTITLEMENTS, dates, this::choicesChanged);
        target = target(device, account);
        Div ids = new Div();
        for (Udi udi : device.item().udis()) {
            Div id = new Div(udi.asDeviceId());
            id.addClassName("mono");
            ids.add(id);
        }
        Facts facts = new Facts()
                .fact(getTranslation("entitlements.device-id"), ids)
                .fact(getTranslation("device.family"), device.item().family())
                .fact(getTranslation("shell.smart-account"), account.get().name())
                .fact(getTranslation("inventory.virtual-account"), target);
        Div frame = new Div(lines);
        frame.addClassNames("card", "flush");
        Paragraph note = new Paragraph(getTranslation("entitlements.note"));
        note.addClassName("muted");
        Div body = new Div(facts, frame, note);
        body.addClassName("page");
        submit.addClickShortcut(Key.ENTER).listenOn(body).resetFocusOnActiveElement();
        add(body);
        getFooter().add(new Button(getTranslation("act.cancel"), click -> close()), submit);
        choicesChanged();
    }

    private PoolPicker target(DeviceDetail device, CurrentAccount account) {
        VirtualAccountItem first =
                account.pool(Permission.MANAGE_LICENSES, device.item().pool()).orElseThrow(PortalException::notAllowed);
        PoolPicker picker = PoolPicker.required("", account, Permission.MANAGE_LICENSES);
        picker.setAriaLabel(getTranslation("inventory.virtual-account"));
        picker.setValue(first);
        // Another account is another request.
        picker.addValueChangeListener(change -> requestKey = UUID.randomUUID().toString());
        return picker;
    }

    private void choicesChanged() {
        submit.setEnabled(!lines.chosen().isEmpty());
    }

    private void submit() {
        List<LineQuantity> chosen = lines.chosen();
        VirtualAccountItem into = target.getValue();
        try {
            switch (conversions.convert(
                    current.get(), new ConvertLines(requestKey, into.smartAccountId(), into.id(), chosen))) {
                case ConversionResult.Converted converted -> done(converted, into);
                case ConversionResult.WaitsForApproval waiting -> waits(waiting.job());
                case ConversionResult.Rejected rejected -> {
                    requestKey = UUID.randomUUID().toString();
                    lines.showRefusals(rejected.refusals());
                    Notices.refusal(getTranslation("entitlements.rejected"));
                    choicesChanged();
                }
            }
        } catch (PortalException refusal) {
            requestKey = UUID.randomUUID().toString();
            Notices.refusal(this, refusal);
            choicesChanged();
        }
    }

    private void waits(ConversionJobId job) {
        end(
                getTranslation("convert.waits.text"),
                new RouterLink(
                        getTranslation("convert.waits.link", job.toString()),
                        ConversionJobView.class,
                        ConversionJobView.of(job)));
    }

    private void done(ConversionResult.Converted converted, VirtualAccountItem into) {
        RouterLink inventory = new RouterLink(
                getTranslation("entitlements.inventory"), LicensesView.class, InventoryNavigation.of(into.id()));
        end(getTranslation("entitlements.done"), new ConvertedPanel(converted, into), inventory);
    }

    private void end(String text, Component... parts) {
        removeAll();
        Div told = new Div(text);
        told.addClassName("notice");
        told.getElement().setAttribute("role", "status");
        Div body = new Div(told);
        body.add(parts);
        body.addClassName("page");
        add(body);
        getFooter().removeAll();
        Button close = new Button(getTranslation("act.close"), click -> close());
        getFooter().add(close);
        close.focus();
        afterwards.run();
    }
}
