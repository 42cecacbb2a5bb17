package org.slportal.ui.error;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Notices;
import org.slportal.ui.component.Page;
import org.slportal.ui.inventory.InventoryStart;
import org.slportal.ui.shell.MainLayout;

/** What a service refuses while a page opens: unknown and foreign things look the same. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
public class RefusedView extends Page implements HasErrorParameter<PortalException> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<PortalException> parameter) {
        PortalException refusal = parameter.getException();
        boolean unknown = refusal.kind() == PortalException.Kind.NOT_FOUND;
        header().title(t(unknown ? "not-found.title" : "refused.title"));
        clear();
        add(new EmptyState(
                t(unknown ? "not-found.heading" : "refused.heading"),
                unknown ? t("not-found.advice") : Notices.text(this, refusal),
                new RouterLink(t("not-found.home"), InventoryStart.class)));
        return unknown ? HttpStatusCode.NOT_FOUND.getCode() : HttpStatusCode.FORBIDDEN.getCode();
    }
}
