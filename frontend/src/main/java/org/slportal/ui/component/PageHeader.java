package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;

/** Title (the thing), one line of context, actions at the right. */
public class PageHeader extends Div {

    private static final long serialVersionUID = 1L;

    private final H1 title = new H1();
    private final Div context = new Div();
    private final Div actions = new Div();

    public PageHeader() {
        addClassName("page-header");
        context.addClassName("context");
        actions.addClassName("actions");
        Div titles = new Div(title, context);
        titles.addClassName("titles");
        add(titles, actions);
    }

    public PageHeader title(String text) {
        title.setText(text);
        return this;
    }

    /** A title that ends with an identifier, such as a PAK number. */
    public PageHeader title(String text, String identifier) {
        title.removeAll();
        Span mono = new Span(identifier);
        mono.addClassName("mono");
        title.add(new Span(text + " "), mono);
        return this;
    }

    public PageHeader context(Component... parts) {
        context.removeAll();
        context.add(parts);
        return this;
    }

    public PageHeader context(String... parts) {
        context.removeAll();
        for (String part : parts) {
            context.add(new Span(part));
        }
        return this;
    }

    public PageHeader actions(Component... parts) {
        actions.removeAll();
        actions.add(parts);
        return this;
    }

    String titleText() {
        return title.getText().isEmpty()
                ? title.getChildren().map(child -> child.getElement().getText()).reduce("", String::concat)
                : title.getText();
    }
}
