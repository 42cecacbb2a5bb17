package org.slportal.ui.inventory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import org.slportal.domain.id.LicenseId;
import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;

/** Addresses inside the inventory. */
public final class InventoryNavigation {

    static final String VA = "va";
    static final String LICENSE = "license";
    static final String DEVICE = "device";

    private InventoryNavigation() {}

    public static RouteParameters of(VirtualAccountId pool) {
        return new RouteParameters(new RouteParam(VA, pool.toString()));
    }

    public static RouteParameters of(VirtualAccountId pool, LicenseId license) {
        return new RouteParameters(new RouteParam(VA, pool.toString()), new RouteParam(LICENSE, license.toString()));
    }

    public static RouteParameters of(VirtualAccountId pool, ProductInstanceId device) {
        return new RouteParameters(new RouteParam(VA, pool.toString()), new RouteParam(DEVICE, device.toString()));
    }

    public static void open(VirtualAccountId pool) {
        UI.getCurrent().navigate(LicensesView.class, of(pool));
    }

    /** An id in an address; one too long for any id is as unknown as a foreign one. */
    static long id(RouteParameters parameters, String name) {
        try {
            return Long.parseLong(parameters.get(name).orElse("0"));
        } catch (NumberFormatException tooLong) {
            return 0;
        }
    }
}
