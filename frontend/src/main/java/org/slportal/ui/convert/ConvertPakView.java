package org.slportal.ui.convert;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import jakarta.annotation.security.PermitAll;
import org.slportal.domain.id.PakId;
import org.slportal.services.conversion.ConversionService;
import org.slportal.services.conversion.PakDetail;
import org.slportal.services.conversion.PakService;
import org.slportal.ui.i18n.Dates;
import org.slportal.ui.security.CurrentActor;
import org.slportal.ui.shell.CurrentAccount;

/** Converts some of a PAK. */
@Route("convert/pak/:pak([0-9]+)")
@PermitAll
public class ConvertPakView extends ConversionWizard implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final String PAK = "pak";

    private final transient PakService paks;

    public ConvertPakView(
            PakService paks, ConversionService conversions, CurrentActor current, CurrentAccount account, Dates dates) {
        super(ConversionSubject.PAK, conversions, current, account, dates);
        this.paks = paks;
    }

    public static RouteParameters of(PakId pak) {
        return new RouteParameters(new RouteParam(PAK, pak.toString()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        PakDetail detail = paks.detail(actor(), new PakId(id(event, PAK)));
        header().title(t("convert.pak"), detail.item().number())
                .context(
                        t("convert.order", detail.item().orderNumber()),
                        dates().date(detail.item().orderDate()),
                        t("convert.family", detail.item().family()));
        begin(detail.lines(), null);
    }
}
