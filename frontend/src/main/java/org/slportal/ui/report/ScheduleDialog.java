package org.slportal.ui.report;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import java.util.stream.IntStream;
import org.slportal.services.report.FileFormat;
import org.slportal.services.report.Frequency;
import org.slportal.services.report.ReportSchedule;
import org.slportal.services.report.SavedReport;
import org.slportal.services.report.SavedReportService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.security.CurrentActor;

/** When a report goes out to its owner by e-mail. */
class ScheduleDialog extends FormDialog {

    private static final long serialVersionUID = 1L;
    private static final int EARLY = 6;
    private static final int HOURS = 24;

    private final transient SavedReportService saved;
    private final transient CurrentActor current;
    private final transient SavedReport report;
    private final Select<Frequency> frequency;
    private final Select<Integer> hour;
    private final Select<FileFormat> format;

    ScheduleDialog(SavedReportService saved, CurrentActor current, SavedReport report) {
        super("", "");
        this.saved = saved;
        this.current = current;
        this.report = report;
        setHeaderTitle(getTranslation("report.schedule.title", report.name()));
        submitButton().setText(getTranslation("act.save"));
        content(new Paragraph(getTranslation("report.schedule.text")));
        frequency = field("frequency", new Select<>());
        frequency.setLabel(getTranslation("report.frequency"));
        frequency.setItems(Frequency.values());
        frequency.setEmptySelectionAllowed(true);
        frequency.setEmptySelectionCaption(getTranslation("report.not-sent"));
        frequency.setPlaceholder(getTranslation("report.not-sent"));
        frequency.setItemLabelGenerator(
                value -> getTranslation(value == null ? "report.not-sent" : "report.frequency." + value.name()));
        hour = field("hour", new Select<>());
        hour.setLabel(getTranslation("report.hour"));
        hour.setItems(IntStream.range(0, HOURS).boxed().toList());
        hour.setItemLabelGenerator("%02d:00"::formatted);
        format = field("format", new Select<>());
        format.setLabel(getTranslation("report.format"));
        format.setItems(FileFormat.values());
        format.setItemLabelGenerator(value -> getTranslation("report.format." + value.name()));
        ReportSchedule now = report.schedule();
        frequency.setValue(now == null ? null : now.frequency());
        hour.setValue(now == null ? EARLY : now.hour());
        format.setValue(now == null ? FileFormat.EXCEL : now.format());
        frequency.addValueChangeListener(change -> enable());
        enable();
    }

    private void enable() {
        hour.setEnabled(frequency.getValue() != null);
        format.setEnabled(frequency.getValue() != null);
    }

    @Override
    protected void act() {
        Frequency chosen = frequency.getValue();
        saved.schedule(
                current.get(),
                report.id(),
                chosen == null ? null : new ReportSchedule(chosen, hour.getValue(), format.getValue()));
    }
}
