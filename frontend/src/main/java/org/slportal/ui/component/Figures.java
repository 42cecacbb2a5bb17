package org.slportal.ui.component;

import com.vaadin.flow.component.html.Div;
import org.slportal.ui.i18n.Numbers;

/** The strip that answers: am I all right? */
public class Figures extends Div {

    private static final long serialVersionUID = 1L;

    public Figures() {
        addClassName("figures");
    }

    public Figures figure(String name, long value) {
        Div amount = part("value", Numbers.plain(value));
        Div figure = new Div(part("name", name), amount);
        figure.addClassName("figure");
        if (value < 0) {
            amount.addClassName("negative");
        }
        add(figure);
        return this;
    }

    private static Div part(String className, String text) {
        Div part = new Div(text);
        part.addClassName(className);
        return part;
    }
}
