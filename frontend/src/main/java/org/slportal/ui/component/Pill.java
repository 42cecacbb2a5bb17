package org.slportal.ui.component;

import com.vaadin.flow.component.html.Span;

/** A worded state; at most one per row. */
public class Pill extends Span {

    private static final long serialVersionUID = 1L;

    /** What the colour says; the words say it too. */
    public enum Tone {
        INFO,
        DANGER,
        WARN,
        GOOD,
        NEUTRAL
    }

    public Pill(Tone tone, String text) {
        super(text);
        addClassNames("pill", tone.name().toLowerCase(java.util.Locale.ROOT));
    }
}
