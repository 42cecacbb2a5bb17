package org.slportal.ui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import org.slportal.ui.search.SearchLinks;
import org.slportal.ui.search.SearchView;

/** One search box: Enter opens the page that answers. */
class SearchField extends TextField {

    private static final long serialVersionUID = 1L;

    SearchField() {
        addClassName("shell-search");
        setPlaceholder(getTranslation("shell.search"));
        setAriaLabel(getTranslation("shell.search"));
        setPrefixComponent(new Span("⌕"));
        setClearButtonVisible(true);
        addKeyPressListener(Key.ENTER, event -> search());
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        // A plain listener: a Vaadin shortcut would swallow the slash typed into any field.
        getElement().executeJs("""
                        const field = this;
                        const listener = e => {
                          const path = e.composedPath()[0];
                          const typing = path && (path.isContentEditable || /^(input|textarea|select)$/i.test(path.tagName || ''));
                          if (e.key === '/' && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); field.focus(); }
                        };
                        if (window.portalSearchKey) document.removeEventListener('keydown', window.portalSearchKey);
                        window.portalSearchKey = listener;
                        document.addEventListener('keydown', listener);
                        """);
    }

    private void search() {
        String text = getValue().strip();
        if (!text.isEmpty()) {
            UI.getCurrent().navigate(SearchView.class, SearchLinks.query(text));
        }
    }
}
