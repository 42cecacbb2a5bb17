package org.slportal.ui.convert;

import com.vaadin.flow.component.textfield.TextArea;
import org.slportal.domain.id.ConversionJobId;
import org.slportal.services.conversion.job.ConversionJobService;
import org.slportal.ui.component.FormDialog;
import org.slportal.ui.security.CurrentActor;

/** Says no to a conversion that waits, and why. */
class DeclineJobDialog extends FormDialog {

    private static final long serialVersionUID = 1L;
    private static final int MAX_NOTE = 500;

    private final transient ConversionJobService jobs;
    private final transient CurrentActor current;
    private final transient ConversionJobId job;
    private final TextArea note;

    DeclineJobDialog(ConversionJobService jobs, CurrentActor current, ConversionJobId job) {
        super(
                com.vaadin.flow.component.UI.getCurrent().getTranslation("job.decline.title", job.toString()),
                com.vaadin.flow.component.UI.getCurrent().getTranslation("job.decline.button"));
        this.jobs = jobs;
        this.current = current;
        this.job = job;
        note = field("note", new TextArea(getTranslation("job.decline.why")));
        note.setMaxLength(MAX_NOTE);
        note.focus();
    }

    @Override
    protected void act() {
        jobs.decline(current.get(), job, note.getValue());
    }
}
