package org.slportal.ui.convert;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import org.slportal.services.conversion.job.ConversionJobItem;
import org.slportal.ui.i18n.Numbers;

/** How far a bulk conversion is: a bar, and the figures it stands for. */
class JobProgress extends Div {

    private static final long serialVersionUID = 1L;

    JobProgress(ConversionJobItem job) {
        addClassName("progress");
        int done = job.convertedLines() + job.refusedLines();
        String text = getTranslation("job.progress", Numbers.plain(done), Numbers.plain(job.totalLines()));
        ProgressBar bar = new ProgressBar(0, Math.max(1, job.totalLines()), done);
        bar.getElement().setAttribute("aria-label", text);
        Span figures = new Span(text);
        figures.addClassNames("small", "muted");
        add(bar, figures);
    }
}
