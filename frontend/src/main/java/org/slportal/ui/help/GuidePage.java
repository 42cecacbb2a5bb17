package org.slportal.ui.help;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pages of the user guide in the order they are read, and the screens each one is about. */
public enum GuidePage {
    START("inventory", "search", ""),
    TOKENS("inventory/*/general"),
    LICENSES("inventory/*/licenses"),
    PRODUCT_INSTANCES("inventory/*/instances"),
    RESERVATIONS("inventory/*/reserve", "inventory/*/reservations", "preferences/license-configuration"),
    ALERTS("alerts"),
    CONVERSION("convert"),
    LICENSE_REGISTRATION("registration"),
    REPORTS("reports"),
    ACTIVITY("activity", "inventory/*/events"),
    PREFERENCES("preferences"),
    ADMINISTRATION("account", "catalogue", "access"),
    LAB("lab"),
    DEVICE_MESSAGES("decode");

    private final List<String> screens;

    /** @param screens beginnings of addresses; a star stands for one part */
    GuidePage(String... screens) {
        this.screens = List.of(screens);
    }

    /** As in the address and the name of the file. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<GuidePage> named(String fileName) {
        return Arrays.stream(values())
                .filter(page -> page.fileName().equals(fileName))
                .findFirst();
    }

    /** @param path address of a screen, without leading slash; the page whose screens name most of it */
    public static GuidePage about(String path) {
        GuidePage best = START;
        int parts = 0;
        for (GuidePage page : values()) {
            for (String screen : page.screens) {
                int length = screen.split("/").length;
                if (length > parts && begins(path, screen)) {
                    best = page;
                    parts = length;
                }
            }
        }
        return best;
    }

    private static boolean begins(String path, String screen) {
        String[] asked = path.split("/");
        String[] named = screen.split("/");
        if (asked.length < named.length) {
            return false;
        }
        for (int i = 0; i < named.length; i++) {
            if (!named[i].equals("*") && !named[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }
}
