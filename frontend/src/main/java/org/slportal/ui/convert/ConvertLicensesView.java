package org.slportal.ui.convert;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.PermitAll;
import org.slportal.ui.shell.CurrentAccount;

/** Devices with traditional licences: comes with a later release, and says so. */
@Route("convert/licenses")
@PermitAll
public class ConvertLicensesView extends ConvertPage implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;

    private final transient CurrentAccount account;

    public ConvertLicensesView(CurrentAccount account) {
        this.account = account;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        frame(account.get());
        add(div(
                "card",
                new H2(t("convert-licenses.title")),
                new Paragraph(t("later.will")),
                new Paragraph(t("convert-licenses.will")),
                new Paragraph(t("convert-licenses.meanwhile")),
                new RouterLink(t("convert.paks"), ConvertPaksView.class)));
    }
}
