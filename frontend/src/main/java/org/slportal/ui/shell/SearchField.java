package org.slportal.ui.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.services.access.Actor;
import org.slportal.services.account.VirtualAccountItem;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.ui.convert.ConvertPaksView;
import org.slportal.ui.inventory.ProductInstancesView;
import org.slportal.ui.security.CurrentActor;

/**
 * One search box. It opens the product instances of the first Virtual Account that has a match, otherwise the PAK list, with the
 * text as its filter.
 */
class SearchField extends TextField {

    private static final long serialVersionUID = 1L;

    private final transient CurrentAccount account;
    private final transient CurrentActor current;
    private final transient ProductInstanceService devices;

    SearchField(CurrentAccount account, CurrentActor current, ProductInstanceService devices) {
        this.account = account;
        this.current = current;
        this.devices = devices;
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
        if (text.isEmpty()) {
            return;
        }
        QueryParameters query = QueryParameters.of("q", text);
        Actor actor = current.get();
        UI ui = UI.getCurrent();
        for (VirtualAccountItem pool : account.pools()) {
            if (devices.count(actor, pool.id(), text) > 0) {
                ui.navigate(
                        ProductInstancesView.class,
                        new RouteParameters(new RouteParam("va", pool.id().toString())),
                        query);
                return;
            }
        }
        ui.navigate(ConvertPaksView.class, query);
    }
}
