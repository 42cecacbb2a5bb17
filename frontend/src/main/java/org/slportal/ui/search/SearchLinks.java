package org.slportal.ui.search;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;

/** Links that carry a text to look for. */
public final class SearchLinks {

    private SearchLinks() {}

    public static QueryParameters query(String text) {
        return QueryParameters.of("q", text);
    }

    public static RouterLink search(String words, String text) {
        return to(words, SearchView.class, text);
    }

    static RouterLink to(String words, Class<? extends Component> list, String text) {
        RouterLink link = new RouterLink(words, list);
        link.setQueryParameters(query(text));
        return link;
    }
}
