package org.slportal.ui.later;

import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import org.slportal.ui.convert.ConvertPaksView;

/** License Registration (LRP): PAKs or Tokens, Licenses, Devices, Transactions History. */
@Route("registration")
@PermitAll
public class LicenseRegistrationView extends LaterPage {

    private static final long serialVersionUID = 1L;

    public LicenseRegistrationView() {
        super("tab.registration", "registration", link("convert.paks", ConvertPaksView.class));
    }
}
