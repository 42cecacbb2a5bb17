package org.slportal.services.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What a learner reads of a scenario.
 *
 * @param title as the device says it
 * @param goingOn the explanation
 * @param hints each says more than the one before; the last is the remedy
 */
public record ScenarioText(String title, String goingOn, List<String> steps, List<String> hints) {

    private static final String BUNDLE = "org.slportal.services.lab.scenario.scenarios";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    public ScenarioText {
        steps = List.copyOf(steps);
        hints = List.copyOf(hints);
    }

    /** In Korean or, for every other language, in English. */
    public static ScenarioText of(Scenario scenario, Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
        String number = scenario.number() + ".";
        return new ScenarioText(
                texts.getString(number + "title"),
                texts.getString(number + "going-on"),
                numbered(texts, number + "step."),
                numbered(texts, number + "hint."));
    }

    private static List<String> numbered(ResourceBundle texts, String prefix) {
        List<String> all = new ArrayList<>();
        for (int i = 1; texts.containsKey(prefix + i); i++) {
            all.add(texts.getString(prefix + i));
        }
        return all;
    }
}
