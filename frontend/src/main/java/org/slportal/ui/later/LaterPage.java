package org.slportal.ui.later;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouterLink;
import org.slportal.ui.component.Page;

/** A tab of the known portal that a later release fills. Says what it will do and what serves until then. */
abstract class LaterPage extends Page {

    private static final long serialVersionUID = 1L;

    /** @param key texts {@code later.<key>.will} and {@code later.<key>.meanwhile} */
    protected LaterPage(String tab, String key, RouterLink meanwhile) {
        header().title(t(tab));
        add(div(
                "card",
                new H2(t("later.title")),
                div(
                        "prose",
                        new Paragraph(t("later.will")),
                        new Paragraph(t("later." + key + ".will")),
                        new Paragraph(t("later." + key + ".meanwhile")),
                        meanwhile)));
    }

    /** A link to the page that serves until then. */
    protected static RouterLink link(String key, Class<? extends Component> target) {
        RouterLink link = new RouterLink(target);
        link.setText(link.getTranslation(key));
        return link;
    }
}
