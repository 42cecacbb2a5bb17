package org.slportal.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slportal.services.device.ProductInstanceService;
import org.slportal.services.device.ProductInstanceSort;
import org.slportal.services.page.PageQuery;
import org.slportal.services.testing.TestDevice;
import org.slportal.services.testing.TestDevices;
import org.slportal.ui.component.LivePart;
import org.slportal.ui.component.Page;
import org.slportal.ui.inventory.LicenseView;
import org.slportal.ui.inventory.ProductInstanceView;
import org.slportal.ui.report.DashboardView;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages without a list, told by the server that something happened. */
class LivePagesTest extends ViewTest {

    private static final String LICENSE = "C9300 Network Advantage";

    @Autowired
    TestDevices devices;

    @Autowired
    ProductInstanceService instances;

    private static Component drawn(Page page) {
        return page.getChildren()
                .filter(LivePart.class::isInstance)
                .flatMap(Component::getChildren)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_dashboard_counts_a_device_when_it_registers_and_what_it_uses() {
        accounts.own(account(), account().pool(), LICENSE, 1);
        DashboardView view = navigate("reports", DashboardView.class);
        assertThat(text(view)).contains("Every Virtual Account is covered").contains("Authorized 0");

        devices.authorize(devices.registered(account(), account().pool()), Map.of(LICENSE, 3));
        view.refreshLive();

        assertThat(text(view))
                .doesNotContain("Every Virtual Account is covered")
                .contains("Out of compliance 1");
    }

    @Test
    void a_device_shows_what_it_uses_from_now_on() {
        accounts.own(account(), account().pool(), LICENSE, 5);
        TestDevice device = devices.registered(account(), account().pool());
        var id = instances
                .list(account().administrator(), account().pool(), PageQuery.first(1, ProductInstanceSort.NAME), "")
                .getFirst()
                .id();
        ProductInstanceView view = navigate(inventory("instances/" + id), ProductInstanceView.class);
        assertThat(text(view)).doesNotContain(LICENSE);

        devices.authorize(device, Map.of(LICENSE, 2));
        view.refreshLive();

        assertThat(text(view)).contains(LICENSE + " Prepaid");
    }

    @Test
    void a_licence_shows_its_figures_of_now() {
        accounts.own(account(), account().pool(), LICENSE, 5);
        LicenseView view = navigate(inventory("licenses/" + accounts.license(LICENSE)), LicenseView.class);
        assertThat(text(view)).contains("In use 0 Not in use 5");

        devices.authorize(devices.registered(account(), account().pool()), Map.of(LICENSE, 2));
        view.refreshLive();

        assertThat(text(view)).contains("In use 2 Not in use 3");
    }

    @Test
    void where_nothing_changed_nothing_is_drawn_anew() {
        accounts.own(account(), account().pool(), LICENSE, 5);
        for (Page page : List.of(
                navigate("reports", DashboardView.class),
                navigate(inventory("licenses/" + accounts.license(LICENSE)), LicenseView.class))) {
            Component before = drawn(page);
            page.refreshLive();
            assertThat(drawn(page)).isSameAs(before);
        }
    }
}
