package org.slportal.ui.later;

import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.ui.activity.ActivityView;

/** Reports over the account's licences and product instances. */
@Route("reports")
@PermitAll
public class ReportsView extends LaterPage {

    private static final long serialVersionUID = 1L;

    public ReportsView() {
        super("tab.reports", "reports", link("tab.activity", ActivityView.class));
    }
}
