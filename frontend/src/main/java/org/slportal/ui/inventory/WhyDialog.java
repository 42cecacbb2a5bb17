package org.slportal.ui.inventory;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import org.slportal.domain.id.VirtualAccountId;
import org.slportal.services.inventory.LicenseExplanation;
import org.slportal.ui.i18n.Dates;

/** "Why?" over a list, which stays where it was. */
class WhyDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    WhyDialog(VirtualAccountId pool, LicenseExplanation why, Dates dates) {
        setHeaderTitle(getTranslation("why.title", why.name()));
        setModality(com.vaadin.flow.component.ModalityMode.STRICT);
        setWidth("600px");
        setMaxWidth("100%");
        add(new Why(pool, why, dates));
        Button close = new Button(getTranslation("act.close"), click -> close());
        getFooter().add(close);
        close.focus();
    }
}
