package org.slportal.ui.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slportal.services.lab.attached.SwitchConsole;

class TerminalSessionTest {

    private final List<String> printed = new ArrayList<>();
    private final List<TerminalSession> ended = new ArrayList<>();
    private final TerminalSession session = new TerminalSession(printed::add, ended::add);

    /** A console that only knows whether it is open. */
    private static final class Line implements SwitchConsole {
        private boolean open = true;

        @Override
        public void type(String keys) {
            // nobody reads it
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }

    @Test
    void what_the_switch_prints_is_shown_until_the_page_hangs_up() {
        Line line = new Line();
        session.opened(line);
        session.printed("acc-krk-01>");
        session.hangUp();
        session.printed("too late");

        assertThat(printed).containsExactly("acc-krk-01>");
        assertThat(line.isOpen()).isFalse();
    }

    @Test
    void a_switch_that_answers_after_the_page_was_left_is_hung_up_on_at_once() {
        Line line = new Line();
        session.hangUp();
        session.opened(line);

        assertThat(line.isOpen()).isFalse();
    }

    @Test
    void whoever_ends_it_is_told_of() {
        session.ended();

        assertThat(ended).containsExactly(session);
    }
}
