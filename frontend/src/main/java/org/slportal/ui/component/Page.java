package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import org.slportal.services.live.AccountChange;

/** A page of the portal: a header, then whatever it is about. The window title follows the header. */
public abstract class Page extends Div implements HasDynamicTitle, LiveContent {

    private static final long serialVersionUID = 1L;

    private final PageHeader header = new PageHeader();

    protected Page() {
        addClassName("page");
        add(header);
    }

    protected final PageHeader header() {
        return header;
    }

    /** A text in the reader's language. */
    protected final String t(String key, Object... arguments) {
        return getTranslation(key, arguments);
    }

    /** Whether something the page shows may have changed. */
    public boolean isConcernedBy(AccountChange change) {
        return true;
    }

    /** By default all parts that are live by themselves. */
    @Override
    public void refreshLive() {
        LiveContent.refreshIn(this);
    }

    /** The page's title as the name of a file: letters of any script, figures, hyphens. */
    final String fileTitle() {
        String name = header.titleText().toLowerCase(getLocale()).replaceAll("[^\\p{L}\\p{N}]+", "-");
        return name.replaceAll("^-+|-+$", "");
    }

    /** Removes everything below the header. */
    protected final void clear() {
        getChildren().filter(child -> child != header).toList().forEach(this::remove);
    }

    /** @param classNames separated by spaces */
    protected static Div div(String classNames, Component... children) {
        Div div = new Div(children);
        div.setClassName(classNames);
        return div;
    }

    @Override
    public String getPageTitle() {
        return header.titleText() + " · " + getTranslation("brand");
    }
}
