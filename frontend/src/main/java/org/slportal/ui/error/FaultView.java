package org.slportal.ui.error;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.slportal.ui.component.EmptyState;
import org.slportal.ui.component.Page;

/** Something broke while a page opened. Stands alone: the shell may be what broke. */
@AnonymousAllowed
public class FaultView extends Page implements HasErrorParameter<Exception> {

    private static final long serialVersionUID = 1L;

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        String id = Fault.log(parameter.getException());
        header().title(t("fault.title"));
        clear();
        add(new EmptyState(t("fault.heading"), t("fault.advice", id)));
        return HttpStatusCode.INTERNAL_SERVER_ERROR.getCode();
    }
}
