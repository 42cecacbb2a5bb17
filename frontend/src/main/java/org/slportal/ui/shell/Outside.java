package org.slportal.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;

/** A page without navigation, for people who are not signed in: one card and the independence notice. */
public abstract class Outside extends Div {

    private static final long serialVersionUID = 1L;

    private final Main card = new Main();

    protected Outside() {
        addClassName("outside");
        card.addClassName("card");
        Header head = new Header(new Brand(), new LanguageMenu(locale -> {}));
        head.addClassName("outside-head");
        add(head, card, new Independence(false));
    }

    protected final Main card() {
        return card;
    }
}
