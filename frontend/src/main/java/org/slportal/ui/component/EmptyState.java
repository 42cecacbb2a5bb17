package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/** Nothing here yet: what it is for and what to do first. */
public class EmptyState extends Div {

    private static final long serialVersionUID = 1L;

    public EmptyState(String title, String advice, Component... next) {
        addClassName("empty");
        add(new H2(title), new Paragraph(advice));
        add(next);
    }
}
