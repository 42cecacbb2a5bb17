package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;

/** Sub-tabs are links: each has its own address. */
public class SubTabs extends Nav {

    private static final long serialVersionUID = 1L;

    public SubTabs(String label) {
        addClassNames("tabs", "subtabs");
        getElement().setAttribute("aria-label", label);
    }

    /** @param figure shown after the name; empty for none */
    public SubTabs tab(
            String name,
            String figure,
            Class<? extends Component> target,
            RouteParameters parameters,
            boolean current) {
        RouterLink link = new RouterLink(target, parameters);
        link.add(new Span(figure.isEmpty() ? name : name + " " + figure));
        if (current) {
            link.getElement().setAttribute("aria-current", "page");
            // Where the tabs are wider than the screen, the current one may stand beyond its edge. They are measured
            // once shown.
            link.getElement().executeJs("""
                    const bar = this.parentElement;
                    new ResizeObserver((sizes, observer) => {
                      bar.scrollLeft = this.offsetLeft - bar.offsetLeft - (bar.clientWidth - this.offsetWidth) / 2;
                      observer.disconnect();
                    }).observe(bar);
                    """);
        }
        add(link);
        return this;
    }
}
