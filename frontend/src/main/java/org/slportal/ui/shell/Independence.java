package org.slportal.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Span;

/** The footer: what this portal is not. */
class Independence extends Footer {

    private static final long serialVersionUID = 1L;

    Independence(boolean withHelp) {
        addClassName("shell-footer");
        add(new Span(getTranslation("footer.independence")));
        if (withHelp) {
            add(new Anchor("help", getTranslation("help.link")));
        }
    }
}
