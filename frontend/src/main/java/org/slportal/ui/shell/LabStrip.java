package org.slportal.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import org.slportal.services.lab.LabClockItem;
import org.slportal.services.lab.LabClockService;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.lab.LabTexts;
import org.slportal.ui.lab.LabView;

/** On every page while the lab clock differs from real time: what time it is here. */
class LabStrip extends Div {

    private static final long serialVersionUID = 1L;

    private final transient LabClockService clock;
    private final transient Dates dates;

    LabStrip(LabClockService clock, Dates dates) {
        this.clock = clock;
        this.dates = dates;
        addClassName("lab-strip");
        setVisible(false);
    }

    /** @param operator whether the reader may change it, and so gets a way to where that is done */
    void show(boolean operator) {
        removeAll();
        boolean moved = clock.isLab() && clock.now().isMoved();
        setVisible(moved);
        if (!moved) {
            return;
        }
        LabClockItem now = clock.now();
        Span time = new Span(dates.time(now.labTime()));
        time.addClassName("strong");
        add(new Span(getTranslation("lab.strip")), time, new Span("(" + LabTexts.ahead(this, now.ahead()) + ")"));
        if (now.speed() > 1) {
            add(new Span(getTranslation("lab.strip.running", LabTexts.speed(this, now.speed()))));
        }
        if (operator) {
            add(new RouterLink(getTranslation("lab.strip.change"), LabView.class));
        }
    }
}
