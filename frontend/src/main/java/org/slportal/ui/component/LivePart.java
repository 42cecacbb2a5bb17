package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.function.SerializableSupplier;

/**
 * A part of a page that is drawn from one value, and anew when that is another one.
 *
 * @param <D> compared by {@code equals}
 */
public class LivePart<D> extends Div implements LiveContent {

    private static final long serialVersionUID = 1L;

    private final transient SerializableSupplier<D> read;
    private final transient SerializableFunction<D, Component> draw;
    private transient D shown;

    /** @param first as it was read for the page */
    public LivePart(D first, SerializableSupplier<D> read, SerializableFunction<D, Component> draw) {
        this.read = read;
        this.draw = draw;
        shown = first;
        addClassName("page");
        add(draw.apply(first));
    }

    @Override
    public void refreshLive() {
        D now = read.get();
        if (!now.equals(shown)) {
            shown = now;
            removeAll();
            add(draw.apply(now));
        }
    }
}
