package org.slportal.agent.cli;

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
}
