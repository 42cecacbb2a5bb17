package org.slportal.services.lab.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slportal.domain.token.TokenText;

/** What a switch printed, for people to read later. Begins when it is told to; a token in it is cut short. */
final class Transcript {

    /** Far beyond what any scenario prints. */
    private static final int MAX = 200_000;

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> shown = new LinkedHashMap<>();
    private boolean recording;

    synchronized void begin() {
        recording = true;
    }

    synchronized void hide(String token) {
        shown.put(token, TokenText.abbreviate(token));
    }

    synchronized void add(String printed) {
        if (recording && text.length() + printed.length() <= MAX) {
            text.append(printed);
        }
    }

    synchronized String text() {
        String all = text.toString();
        for (Map.Entry<String, String> each : shown.entrySet()) {
            all = all.replace(each.getKey(), each.getValue());
        }
        return all;
    }
}
