package org.slportal.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;

/** Mark and name of the portal; leads to the start page. */
class Brand extends Anchor {

    private static final long serialVersionUID = 1L;

    Brand() {
        setHref("");
        addClassName("brand");
        Image mark = new Image("favicon.svg", "");
        mark.setWidth("18px");
        mark.setHeight("18px");
        add(mark, new Span(getTranslation("brand")));
        setRouterIgnore(false);
    }
}
