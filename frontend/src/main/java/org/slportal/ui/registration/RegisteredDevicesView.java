package org.slportal.ui.registration;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.ui.shell.CurrentAccount;

/** Devices with traditional licences. */
@Route("registration/devices")
@PermitAll
public class RegisteredDevicesView extends RegistrationPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient CurrentAccount account;

    public RegisteredDevicesView(CurrentAccount account) {
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        frame(here);
    }
}
