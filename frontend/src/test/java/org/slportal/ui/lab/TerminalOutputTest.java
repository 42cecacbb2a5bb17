package org.slportal.ui.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TerminalOutputTest {

    private final TerminalOutput output = new TerminalOutput();

    @BeforeEach
    void on_the_page() {
        assertThat(output.next()).isNull();
    }

    private String next() {
        TerminalOutput.Piece piece = output.next();
        return piece == null ? "" : piece.text();
    }

    @Test
    void nothing_is_begun_before_the_terminal_is_there_and_nothing_is_lost() {
        TerminalOutput early = new TerminalOutput();

        assertThat(early.add("recorded ")).isFalse();
        assertThat(early.add("before")).isFalse();
        assertThat(early.next()).isEqualTo(new TerminalOutput.Piece("recorded before", 0));
    }

    @Test
    void what_comes_while_a_piece_is_shown_is_the_next_piece() {
        assertThat(output.add("a")).isTrue();
        assertThat(next()).isEqualTo("a");
        assertThat(output.add("b")).isFalse();
        assertThat(output.add("c")).isFalse();
        assertThat(next()).isEqualTo("bc");
        assertThat(output.next()).isNull();
        assertThat(output.add("d")).isTrue();
    }

    @Test
    void a_flood_comes_in_large_pieces() {
        output.add("x".repeat(3 * TerminalOutput.MAX_PIECE + 1));

        assertThat(next()).hasSize(TerminalOutput.MAX_PIECE);
        assertThat(next()).hasSize(TerminalOutput.MAX_PIECE);
        assertThat(next()).hasSize(TerminalOutput.MAX_PIECE);
        assertThat(next()).hasSize(1);
    }

    @Test
    void of_more_than_waits_the_older_part_is_left_out_and_counted() {
        long added = 0;
        for (int i = 0; i < 2_000; i++) {
            String line = "line " + i + "\r\n";
            output.add(line.repeat(50));
            added += line.length() * 50L;
        }

        long shown = 0;
        long leftOut = 0;
        String last = "";
        for (TerminalOutput.Piece piece = output.next(); piece != null; piece = output.next()) {
            shown += piece.text().length();
            leftOut += piece.leftOut();
            last = piece.text();
        }
        assertThat(shown).isLessThanOrEqualTo(TerminalOutput.MAX_WAITING);
        assertThat(shown + leftOut).isEqualTo(added);
        assertThat(last).endsWith("line 1999\r\n");
    }

    @Test
    void no_character_is_cut_in_two() {
        output.add("x" + "😀".repeat(TerminalOutput.MAX_WAITING));

        for (TerminalOutput.Piece piece = output.next(); piece != null; piece = output.next()) {
            assertThat(Character.isLowSurrogate(piece.text().charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(
                            piece.text().charAt(piece.text().length() - 1)))
                    .isFalse();
        }
    }

    @Test
    void a_terminal_that_left_the_page_starts_over() {
        output.add("seen");
        output.restart();

        assertThat(output.add("again")).isFalse();
        assertThat(next()).isEqualTo("again");
    }
}
