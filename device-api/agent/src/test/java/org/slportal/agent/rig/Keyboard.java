package org.slportal.agent.rig;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.agent.cli.Interaction;

/** Answers questions in a fixed order, and remembers what was asked. */
public final class Keyboard implements Interaction {

    public final List<String> asked = new ArrayList<>();
    private final Deque<String> answers;

    public Keyboard(String... answers) {
        this.answers = new ArrayDeque<>(Arrays.asList(answers));
    }

    @Override
    public @Nullable String ask(String prompt, boolean secret) {
        asked.add(prompt);
        return answers.poll();
    }
}
