package org.slportal.ui.component;

import com.vaadin.flow.component.Component;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser is, in words, from what it calls itself. Good enough to recognise one's own; nothing is decided by it. */
final class Browsers {

    /** In this order: most of them also claim to be those below. */
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        NAMES.put("Edg", "Edge");
        NAMES.put("OPR/", "Opera");
        NAMES.put("SamsungBrowser/", "Samsung Internet");
        NAMES.put("Whale/", "Whale");
        NAMES.put("Firefox/", "Firefox");
        NAMES.put("FxiOS/", "Firefox");
        NAMES.put("CriOS/", "Chrome");
        NAMES.put("HeadlessChrome/", "Chromium");
        NAMES.put("Chrome/", "Chrome");
        NAMES.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS X", "macOS");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private Browsers() {}

    static String describe(Component reader, String userAgent) {
        @Nullable String name = first(NAMES, userAgent);
        @Nullable String system = first(SYSTEMS, userAgent);
        if (name == null) {
            return reader.getTranslation("sessions.unknown-browser");
        }
        return system == null ? name : reader.getTranslation("sessions.browser-on", name, system);
    }

    private static @Nullable String first(Map<String, String> words, String userAgent) {
        for (Map.Entry<String, String> word : words.entrySet()) {
            if (userAgent.contains(word.getKey())) {
                return word.getValue();
            }
        }
        return null;
    }
}
