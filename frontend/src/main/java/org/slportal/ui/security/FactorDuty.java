package org.slportal.ui.security;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.slportal.services.error.PortalException;
import org.slportal.services.factor.Factors;
import org.slportal.services.user.ProfileService;
import org.slportal.ui.preferences.PreferencesView;
import org.slportal.ui.preferences.SecurityView;
import org.springframework.stereotype.Component;

/** Leads people without a second factor to where one is added, before anything else, if an account of theirs requires one. */
@Component
public class FactorDuty implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    private final transient CurrentActor current;
    private final transient Factors factors;
    private final transient ProfileService profiles;

    public FactorDuty(CurrentActor current, Factors factors, ProfileService profiles) {
        this.current = current;
        this.factors = factors;
        this.profiles = profiles;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(init -> init.getUI().addBeforeEnterListener(this::lead));
    }

    private void lead(BeforeEnterEvent event) {
        if (event.getNavigationTarget() == SecurityView.class || event.getNavigationTarget() == LoginView.class) {
            return;
        }
        current.user().ifPresent(user -> {
            if (factors.missing(user.userId())
                    && !(event.getNavigationTarget() == PreferencesView.class && mustChangePassword())) {
                event.forwardTo(SecurityView.class);
            }
        });
    }

    /** That comes first; the page shows nothing else until it is done. */
    private boolean mustChangePassword() {
        try {
            return profiles.profile(current.get()).mustChangePassword();
        } catch (PortalException disabledMeanwhile) {
            return false;
        }
    }
}
