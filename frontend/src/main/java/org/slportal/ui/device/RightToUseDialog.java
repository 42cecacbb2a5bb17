package org.slportal.ui.device;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.conversion.RtuLevel;
import org.slportal.services.registration.ChassisRights;
import org.slportal.services.registration.DeviceListItem;
import org.slportal.services.registration.NewRights;
import org.slportal.services.registration.RightToUseService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Table;
import org.slportal.ui.i18n.Numbers;
import org.slportal.ui.security.CurrentActor;

/** The right-to-use level and the access points of each switch of a stack. */
class RightToUseDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    /** A switch and its fields. @param accessPoints null where the model has none */
    private record Row(
            ChassisRights rights,
            @Nullable Select<RtuLevel> level,
            @Nullable IntegerField accessPoints) {}

    private final transient RightToUseService service;
    private final transient CurrentActor current;
    private final transient DeviceListItem device;
    private final transient List<Row> rows = new ArrayList<>();

    RightToUseDialog(RightToUseService service, CurrentActor current, DeviceListItem device) {
        super(
                UI.getCurrent().getTranslation("device.rtu.title"),
                UI.getCurrent().getTranslation("act.save"));
        this.service = service;
        this.current = current;
        this.device = device;
        content(new Paragraph(getTranslation("device.rtu.hint")));
        service.rights(current.get(), device.id()).forEach(this::add);
        submitButton().setEnabled(rows.stream().anyMatch(row -> row.rights().isOpen()));
    }

    private void add(ChassisRights rights) {
        String udi = rights.udi().asCli();
        content(new H3(Table.mono(udi)));
        if (rights.levels().isEmpty() && rights.maxAccessPoints() == 0) {
            content(new Span(
                    getTranslation("device.rtu.unknown-model", rights.udi().pid())));
            return;
        }
        rows.add(new Row(
                rights,
                rights.levels().isEmpty() ? null : level(rights, udi),
                rights.maxAccessPoints() == 0 ? null : accessPoints(rights, udi)));
    }

    private Select<RtuLevel> level(ChassisRights rights, String udi) {
        Select<RtuLevel> level = new Select<>();
        level.setLabel(getTranslation("device.rtu.level"));
        level.setAriaLabel(getTranslation("device.rtu.level-of", udi));
        level.setItems(rights.levels());
        level.setItemLabelGenerator(value -> value == null ? getTranslation("device.rtu.none") : value.cliName());
        level.setEmptySelectionAllowed(true);
        level.setEmptySelectionCaption(getTranslation("device.rtu.none"));
        level.setManualValidation(true);
        level.setValue(rights.level());
        level.setReadOnly(rights.levelConverted());
        if (rights.levelConverted()) {
            level.setHelperText(getTranslation("device.rtu.converted"));
        }
        return field(RightToUseService.LEVEL + rights.id(), level);
    }

    private IntegerField accessPoints(ChassisRights rights, String udi) {
        IntegerField count = new IntegerField(getTranslation("device.rtu.access-points"));
        count.setAriaLabel(getTranslation("device.rtu.access-points-of", udi));
        count.setMin(0);
        count.setMax(rights.maxAccessPoints());
        count.setStepButtonsVisible(true);
        count.setManualValidation(true);
        count.setValue(rights.accessPoints());
        count.setReadOnly(rights.accessPointsConverted());
        count.setHelperText(
                rights.accessPointsConverted()
                        ? getTranslation("device.rtu.converted")
                        : getTranslation("device.rtu.at-most", Numbers.plain(rights.maxAccessPoints())));
        return field(RightToUseService.ACCESS_POINTS + rights.id(), count);
    }

    @Override
    protected boolean valid() {
        boolean valid = true;
        for (Row row : rows) {
            IntegerField count = row.accessPoints();
            // Anything but a whole number reaches the server as empty.
            if (count != null) {
                count.setErrorMessage(getTranslation("device.rtu.whole-number"));
                count.setInvalid(count.isEmpty());
                valid &= !count.isEmpty();
            }
        }
        return valid;
    }

    @Override
    protected void act() {
        service.record(
                current.get(),
                device.id(),
                rows.stream().map(RightToUseDialog::asked).toList());
        Notices.done(getTranslation("device.rtu.saved", device.udi().asCli()));
    }

    private static NewRights asked(Row row) {
        Select<RtuLevel> level = row.level();
        IntegerField count = row.accessPoints();
        return new NewRights(
                row.rights().id(),
                level == null ? row.rights().level() : level.getValue(),
                count == null ? row.rights().accessPoints() : count.getValue());
    }
}
