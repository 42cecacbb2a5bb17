package org.slportal.domain.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Meaning, cause and remedy of every {@link FailureKind}, in one language. They stand here and not with the screens' texts because
 * programs read them too.
 */
public final class FailureTexts {

    /** Without it a Korean server would answer English readers in Korean. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle texts;

    private FailureTexts(ResourceBundle texts) {
        this.texts = texts;
    }

    /** English for every language there are no texts in. */
    public static FailureTexts in(Locale locale) {
        return new FailureTexts(ResourceBundle.getBundle(
                "org.slportal.domain.failure.failures", locale, FailureTexts.class.getClassLoader(), NO_FALLBACK));
    }

    /** What the line says, in a few words. */
    public String title(FailureKind kind) {
        return texts.getString(kind.name() + ".title");
    }

    public String cause(FailureKind kind) {
        return texts.getString(kind.name() + ".cause");
    }

    /** In the order to try them; empty if nothing is to be done. */
    public List<RemedyStep> remedy(FailureKind kind) {
        List<RemedyStep> steps = new ArrayList<>();
        for (int number = 1; texts.containsKey(kind.name() + ".remedy." + number); number++) {
            steps.add(RemedyStep.of(texts.getString(kind.name() + ".remedy." + number)));
        }
        return List.copyOf(steps);
    }
}
