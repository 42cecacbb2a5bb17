package org.slportal.ui.security;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.slportal.services.setup.SetupService;
import org.slportal.ui.setup.SetupView;
import org.springframework.stereotype.Component;

/** Sends everyone to the set-up page until the portal has its first administrator. */
@Component
public class FirstVisit implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    private final transient SetupService setup;
    /** A portal that is set up stays so: one query less per navigation. */
    private volatile boolean done;

    public FirstVisit(SetupService setup) {
        this.setup = setup;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(init -> init.getUI().addBeforeEnterListener(this::redirectUntilSetUp));
    }

    private void redirectUntilSetUp(BeforeEnterEvent event) {
        if (done || event.getNavigationTarget() == SetupView.class) {
            return;
        }
        if (setup.needed()) {
            event.forwardTo(SetupView.class);
        } else {
            done = true;
        }
    }
}
