package org.slportal.ui.convert;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;

/** Where the reader is in a wizard. */
public class Steps extends OrderedList {

    private static final long serialVersionUID = 1L;

    /** @param now number of the current step, from 1 */
    public Steps(int now, String... names) {
        addClassName("steps");
        for (int i = 1; i <= names.length; i++) {
            Span dot = new Span(i < now ? "✓" : Integer.toString(i));
            dot.addClassName("dot");
            ListItem step = new ListItem(dot, new Span(names[i - 1]));
            if (i == now) {
                step.getElement().setAttribute("aria-current", "step");
            }
            add(step);
        }
    }
}
