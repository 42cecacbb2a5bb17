package org.slportal.services.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.lab.attached.SwitchConsole;

class SwitchDialogueTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final Transcript transcript = new Transcript();
    private final List<String> typed = new ArrayList<>();
    private SwitchConsole.Listener listener = new Silent();
    private String answer = "";

    /** Nobody listens yet. */
    private static final class Silent implements SwitchConsole.Listener {

        @Override
        public void printed(String text) {
            throw new IllegalStateException("Nobody listens");
        }

        @Override
        public void ended() {
            throw new IllegalStateException("Nobody listens");
        }
    }

    private SwitchDialogue dialogue() {
        return new SwitchDialogue(
                heard -> {
                    listener = heard;
                    return new SwitchConsole() {
                        @Override
                        public void type(String keys) {
                            typed.add(keys);
                            if (!answer.isEmpty()) {
                                heard.printed(keys.replace("\r", "\r\n") + answer);
                            }
                        }

                        @Override
                        public boolean isOpen() {
                            return true;
                        }

                        @Override
                        public void close() {
                            heard.ended();
                        }
                    };
                },
                transcript);
    }

    @Test
    void a_line_brings_everything_up_to_the_next_prompt() throws Exception {
        answer = "12:00:00 UTC\r\nacc-krk-07#";

        try (SwitchDialogue dialogue = dialogue()) {
            assertThat(dialogue.say("show clock")).contains("12:00:00 UTC\n").endsWith("acc-krk-07#");
        }
        assertThat(typed).containsExactly("show clock\r");
    }

    @Test
    void a_prompt_that_a_log_message_left_before_is_not_the_answer() throws Exception {
        answer = "12:00:00 UTC\r\nsw#";

        try (SwitchDialogue dialogue = dialogue()) {
            listener.printed("\r\n%A-6-ONE: done\r\nsw#");
            assertThat(dialogue.say("show clock")).contains("12:00:00 UTC\n");
        }
    }

    @Test
    void prompts_of_every_mode_are_known_and_what_only_looks_like_one_is_not() {
        for (String prompt : List.of("sw>", "sw#", "sw(config)#", "sw(config-call-home)#", "a.b-c_d# ")) {
            assertThat(SwitchDialogue.PROMPT.matcher("text\n" + prompt).find())
                    .as(prompt)
                    .isTrue();
        }
        for (String other : List.of("a sentence #", "sw#show", "Proceed with reload? [confirm]", "Password: ", "#")) {
            assertThat(SwitchDialogue.PROMPT.matcher("text\n" + other).find())
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    void what_was_taken_is_not_found_again() throws Exception {
        try (SwitchDialogue dialogue = dialogue()) {
            listener.printed("%A-6-ONE: done\nsw#");
            dialogue.take("one", Pattern.compile("%A-6-ONE.*\\n"), SHORT);

            assertThatThrownBy(() -> dialogue.take("one", Pattern.compile("%A-6-ONE"), SHORT))
                    .isInstanceOfSatisfying(
                            ScenarioTrouble.class,
                            trouble -> assertThat(trouble.reason()).isEqualTo(ErrorReason.SCENARIO_SWITCH_SILENT));
        }
    }

    @Test
    void a_session_that_ends_is_told_at_once() {
        try (SwitchDialogue dialogue = dialogue()) {
            listener.ended();

            assertThatThrownBy(() -> dialogue.say("show clock"))
                    .isInstanceOfSatisfying(
                            ScenarioTrouble.class,
                            trouble -> assertThat(trouble.reason()).isEqualTo(ErrorReason.SCENARIO_SWITCH_LEFT));
        }
    }

    @Test
    void the_transcript_begins_when_it_is_told_to_and_cuts_tokens_short() {
        String token = "NDZkYzU0ZWYtZDRhMy00YjY5LWIxZTQtMDQyNTQ1N2M3";
        try (SwitchDialogue dialogue = dialogue()) {
            listener.printed("unseen\n");
            transcript.begin();
            transcript.hide(token);
            listener.printed("sw#license smart register idtoken " + token + "\r\n");
        }

        assertThat(transcript.text())
                .doesNotContain("unseen", token)
                .startsWith("sw#license smart register idtoken NDZk")
                .endsWith("\r\n");
    }
}
