package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;

/** Names and values of one thing. */
public class Facts extends DescriptionList {

    private static final long serialVersionUID = 1L;

    public Facts() {
        addClassName("facts");
    }

    public Facts fact(String name, String value) {
        return fact(name, new Span(value.isEmpty() ? "—" : value));
    }

    public Facts identifier(String name, String value) {
        Span mono = new Span(value);
        mono.addClassName("mono");
        return fact(name, mono);
    }

    public Facts fact(String name, Component value) {
        add(new Term(name), new Description(value));
        return this;
    }
}
