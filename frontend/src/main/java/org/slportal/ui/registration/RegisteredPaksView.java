package org.slportal.ui.registration;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.services.account.SmartAccountItem;
import org.slportal.ui.shell.CurrentAccount;

/** PAKs or Tokens: what was bought, where it is, and what is left of it. */
@Route("registration")
@PermitAll
public class RegisteredPaksView extends RegistrationPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient CurrentAccount account;

    public RegisteredPaksView(CurrentAccount account) {
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SmartAccountItem here = account.get();
        frame(here);
    }
}
