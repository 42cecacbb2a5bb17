package org.slportal.ui.error;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Page;
import org.slportal.ui.inventory.InventoryStart;
import org.slportal.ui.shell.MainLayout;

/** An address that leads nowhere. */
@ParentLayout(MainLayout.class)
@AnonymousAllowed
public class NotFoundView extends Page implements HasErrorParameter<NotFoundException> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        header().title(t("not-found.title"));
        clear();
        add(new EmptyState(
                t("not-found.heading"),
                t("not-found.advice"),
                new RouterLink(t("not-found.home"), InventoryStart.class)));
        return HttpStatusCode.NOT_FOUND.getCode();
    }
}
