package org.slportal.ui.component;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import org.slportal.services.tag.TagColour;

/** A label of the account's own: its name, and a dot of its colour beside it. */
public class TagPill extends Span {

    private static final long serialVersionUID = 1L;

    public TagPill(String name, TagColour colour) {
        super(name);
        addClassNames("pill", "neutral", "tag", "tag-" + colour.name().toLowerCase(Locale.ROOT));
    }
}
