package org.slportal.agent.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks the person at the terminal something in the middle of a command. */
public interface Interaction {

    /** For sessions with nobody there: every question is answered with its default. */
    Interaction NOBODY = (prompt, secret) -> null;

    /**
     * Prints the prompt and reads one line.
     *
     * @param secret not to be echoed
     * @return null if there is nobody to answer
     */
    @Nullable
    String ask(String prompt, boolean secret);

    /** Asks for one key: Return, the space bar and y say yes, anything else no; so does nobody. */
    default boolean confirm(String prompt) {
        String typed = ask(prompt, false);
        return typed != null
                && (typed.isBlank() || typed.toLowerCase(Locale.ROOT).startsWith("y"));
    }

    /** Asks until the answer is yes or no; null if there is nobody to answer. */
    default @Nullable Boolean yesOrNo(String prompt) {
        String question = prompt;
        while (true) {
            String typed = ask(question, false);
            if (typed == null) {
                return null;
            }
            String word = typed.strip().toLowerCase(Locale.ROOT);
            if (!word.isEmpty() && "yes".startsWith(word)) {
                return true;
            }
            if (!word.isEmpty() && "no".startsWith(word)) {
                return false;
            }
            question = "% Please answer 'yes' or 'no'.\n" + prompt;
        }
    }
}
