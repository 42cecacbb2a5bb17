package org.slportal.ui.component;

import com.vaadin.flow.component.html.Div;

/** How much of what is owned is in use. The figures stand beside it, so it is silent for screen readers. */
public class UsageBar extends Div {

    private static final long serialVersionUID = 1L;

    public UsageBar(long used, long available, boolean over) {
        addClassName("usage");
        if (over) {
            addClassName("over");
        }
        long percent = available <= 0 ? (used > 0 ? 100 : 0) : Math.min(100, used * 100 / available);
        Div bar = new Div();
        bar.setWidth(percent + "%");
        add(bar);
        getElement().setAttribute("aria-hidden", "true");
    }
}
