package org.slportal.agent.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the lines that follow a command: a pasted certificate, an answer to a question. */
interface Dialogue {

    /** Shown before each line; may be empty. */
    String prompt();

    /**
     * Takes one line.
     *
     * @param out what it prints
     * @return who takes the next line; null for the commands again
     */
    @Nullable
    Dialogue take(String line, List<String> out);

    /** A question that wants yes or no, and asks again until it gets it. */
    static Dialogue question(String question, Answer answer) {
        return new Dialogue() {
            @Override
            public String prompt() {
                return question;
            }

            @Override
            public @Nullable Dialogue take(String line, List<String> out) {
                String typed = line.strip().toLowerCase(java.util.Locale.ROOT);
                boolean yes = !typed.isEmpty() && "yes".startsWith(typed);
                boolean no = !typed.isEmpty() && "no".startsWith(typed);
                if (!yes && !no) {
                    out.add("% Please answer 'yes' or 'no'.");
                    return this;
                }
                answer.given(yes, out);
                return null;
            }
        };
    }

    /** What follows an answer. */
    interface Answer {
        void given(boolean yes, List<String> out);
    }
}
