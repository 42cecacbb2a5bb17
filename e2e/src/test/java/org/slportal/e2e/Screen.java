package org.slportal.e2e;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * A page that the walk through all screens looks at, or what a click on it opens.
 *
 * @param path below the portal; VA stands for the inventory of a Virtual Account
 * @param clicks what is clicked there, one after the other; words differ between languages, so these are selectors
 */
record Screen(String name, String path, List<String> clicks) {

    private static final String VA = "VA/";
    private static final String ACTION = ".page-header .actions vaadin-button >> nth=";

    private static final List<Screen> ALL = List.of(
            new Screen("general", "VA/general"),
            new Screen("licenses", "VA/licenses"),
            new Screen("instances", "VA/instances"),
            new Screen("events", "VA/events"),
            new Screen("convert", "/convert/paks"),
            new Screen("history", "/convert/history"),
            new Screen("convert-licenses", "/convert/licenses"),
            new Screen("convert-pak", "/convert/pak/1"),
            new Screen("find-device", "/convert/device"),
            new Screen("dlc", "/convert/dlc"),
            new Screen("jobs", "/convert/jobs"),
            new Screen("bulk", "/convert/bulk"),
            new Screen("conversion-settings", "/convert/settings"),
            new Screen("assisted", "/convert/assisted"),
            new Screen("record", "/convert/record/1"),
            new Screen("registration", "/registration"),
            new Screen("registration-add", "/registration/add"),
            new Screen("registration-pak", "/registration/pak/1"),
            new Screen("registration-licenses", "/registration/licenses"),
            new Screen("registration-devices", "/registration/devices"),
            new Screen("registration-transactions", "/registration/transactions"),
            new Screen("registration-guide", "/registration/guide"),
            new Screen("catalogue", "/catalogue/skus"),
            new Screen("search", "/search?q=3901J6F2C1A"),
            new Screen("alerts", "/alerts"),
            new Screen("decode", "/decode"),
            new Screen("lab", "/lab"),
            new Screen("scenarios", "/lab/scenarios"),
            new Screen("switches", "/lab/switches"),
            new Screen("activity", "/activity"),
            new Screen("preferences", "/preferences"),
            new Screen("account", "/account/virtual-accounts"),
            new Screen("users", "/account/users"),
            new Screen("transfer", "VA/licenses/transfer"),
            new Screen("reservations", "VA/reservations"),
            new Screen("reserve", "VA/reserve"),
            new Screen("stale", "VA/instances/stale"),
            new Screen("activity-events", "/activity/events"),
            new Screen("dashboard", "/reports"),
            new Screen("compliance", "/reports/compliance"),
            new Screen("report", "/reports/run"),
            new Screen("reports-saved", "/reports/saved"),
            new Screen("notifications", "/preferences/notifications"),
            new Screen("security", "/preferences/security"),
            new Screen("license-configuration", "/preferences/license-configuration"),
            new Screen("webhooks", "/alerts/webhooks"),
            new Screen("account-properties", "/account/properties"),
            new Screen("tags", "/account/tags"),
            new Screen("requests", "/account/requests"),
            new Screen("agreements", "/account/agreements"),
            new Screen("account-events", "/account/events"),
            new Screen("sign-in-policy", "/account/sign-in"),
            new Screen("help", "/help"),
            new Screen("help-licenses", "/help/licenses"),
            new Screen("licenses-transactions", "VA/licenses", ".toolbar vaadin-checkbox >> nth=1", ".row-toggle"),
            new Screen("new-token", "VA/general", "#new-token"),
            new Screen("new-virtual-account", "/account/virtual-accounts", ACTION + "0"),
            new Screen("people-file", "/account/users", ACTION + "0"),
            new Screen("people-list", "/account/users", ACTION + "1"),
            new Screen("new-user", "/account/users", ACTION + "2"),
            new Screen("new-tag", "/account/tags", ACTION + "0"),
            new Screen("new-webhook", "/alerts/webhooks", ACTION + "0"),
            new Screen("lab-speed", "/lab", ACTION + "0"));

    Screen(String name, String path, String... clicks) {
        this(name, path, List.of(clicks));
    }

    static List<Screen> all() {
        return ALL;
    }

    /** Opens it, and waits for the page and for what the clicks open. */
    void show(Page page, RunningPortal portal, String inventory) {
        page.navigate(address(portal, inventory));
        page.locator("h1").first().waitFor();
        for (String click : clicks) {
            page.locator(click).first().click();
        }
        if (!clicks.isEmpty()) {
            // The dialog itself has no size; what stands in it has.
            page.locator("vaadin-dialog[opened] vaadin-button, .transactions-below")
                    .first()
                    .waitFor();
        }
    }

    private String address(RunningPortal portal, String inventory) {
        return path.startsWith(VA) ? inventory + path.substring(VA.length() - 1) : portal.url(path);
    }
}
