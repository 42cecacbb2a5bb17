package org.slportal.ui.inventory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.inventory.LicenseExplanation;
import org.slportal.services.inventory.LicenseExplanation.Surplus;
import org.slportal.services.inventory.LicenseExplanationService;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.springframework.stereotype.Component;

/** What helps against a shortage, from wherever it is seen. */
@Component
@VaadinSessionScope
public final class ShortageActs {

    private final LicenseExplanationService explanations;
    private final CurrentActor current;
    private final Dates dates;

    ShortageActs(LicenseExplanationService explanations, CurrentActor current, Dates dates) {
        this.explanations = explanations;
        this.current = current;
        this.dates = dates;
    }

    /** To the transfer from where most can be spared. Where nothing can, the reasons are shown, and what else would help. */
    public void transfer(VirtualAccountId pool, LicenseId license) {
        LicenseExplanation why = explanations.explain(current.get(), pool, license);
        why.elsewhere().stream()
                .filter(Surplus::mayTransfer)
                .findFirst()
                .ifPresentOrElse(
                        from -> UI.getCurrent()
                                .navigate(
                                        TransferView.class,
                                        InventoryNavigation.of(from.pool()),
                                        TransferView.of(from.license(), pool)),
                        () -> new WhyDialog(pool, why, dates).open());
    }
}
