package org.slportal.ui.component;

import com.vaadin.flow.component.Component;

/** A part of a page that follows what happens while the page is open. */
public interface LiveContent {

    /** Shows what is true now. Leaves everything as it is where nothing changed: no jump, no closed menu, no lost mark. */
    void refreshLive();

    /** All live content in a component, the nearest first: what is inside live content is its own affair. */
    static void refreshIn(Component root) {
        root.getChildren().forEach(child -> {
            if (child instanceof LiveContent live) {
                live.refreshLive();
            } else {
                refreshIn(child);
            }
        });
    }
}
