package org.slportal.ui.report;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.ReportId;
import org.slportal.domain.id.SmartAccountId;
import org.slportal.services.report.ReportData;
import org.slportal.services.report.ReportRequest;
import org.slportal.services.report.SavedReport;
import org.slportal.services.report.SavedReportService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.security.CurrentActor;

/** Keeps a report: one's own is changed, anybody else's is saved as one's own. */
class SaveReportDialog extends FormDialog {

    private static final long serialVersionUID = 1L;

    private final transient SavedReportService saved;
    private final transient CurrentActor current;
    private final transient ReportRequest asked;
    private final transient @Nullable SavedReport own;
    private final SmartAccountId account;
    private final TextField name;
    private final TextArea description;
    private final Checkbox shared;
    private @Nullable ReportId id;

    SaveReportDialog(
            SavedReportService saved,
            CurrentActor current,
            SmartAccountId account,
            ReportRequest asked,
            @Nullable SavedReport opened) {
        super("", "");
        this.saved = saved;
        this.current = current;
        this.account = account;
        this.asked = asked;
        this.own = opened != null && opened.own() ? opened : null;
        setHeaderTitle(getTranslation("report.save.title"));
        submitButton().setText(getTranslation("act.save"));
        name = field("name", new TextField(getTranslation("field.name")));
        name.setRequiredIndicatorVisible(true);
        description = field("description", new TextArea(getTranslation("field.description")));
        shared = new Checkbox(getTranslation("report.share"));
        content(shared);
        if (opened != null) {
            name.setValue(opened.name());
            description.setValue(opened.description());
            shared.setValue(opened.own() && opened.shared());
        }
        name.focus();
    }

    FormDialog then(SerializableConsumer<ReportId> afterwards) {
        return then(() -> afterwards.accept(Objects.requireNonNull(id)));
    }

    @Override
    protected void act() {
        ReportData data = new ReportData(name.getValue(), description.getValue(), shared.getValue(), asked);
        if (own == null) {
            id = saved.create(current.get(), account, data);
        } else {
            saved.change(current.get(), own.id(), data, own.version());
            id = own.id();
        }
    }
}
