package org.slportal.ui.error;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.slportal.services.error.PortalException;
import org.slportal.ui.component.Notices;
import org.springframework.stereotype.Component;

/** What goes wrong after a page is open: a refusal is told in its own words, a fault by its log id. */
@Component
public class SessionFaults implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(init -> init.getSession().setErrorHandler(SessionFaults::handle));
    }

    private static void handle(ErrorEvent event) {
        UI ui = UI.getCurrent();
        PortalException refusal = refusal(event.getThrowable());
        if (refusal != null && ui != null) {
            Notices.refusal(ui, refusal);
            return;
        }
        String id = Fault.log(event.getThrowable());
        if (ui != null) {
            Notices.refusal(ui.getTranslation("fault.notice", id));
        }
    }

    private static @org.jspecify.annotations.Nullable PortalException refusal(Throwable thrown) {
        Throwable at = thrown;
        while (at != null) {
            if (at instanceof PortalException refusal) {
                return refusal;
            }
            at = at.getCause();
        }
        return null;
    }
}
