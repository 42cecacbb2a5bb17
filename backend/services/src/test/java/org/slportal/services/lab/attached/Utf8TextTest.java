package org.slportal.services.lab.attached;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8TextTest {

    private static final String TEXT = "acc#é 한국어 😀 end";

    @Test
    void bytes_cut_anywhere_give_the_same_text_and_never_half_a_character() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            Utf8Text text = new Utf8Text();
            StringBuilder read = new StringBuilder();
            for (int at = 0; at < bytes.length; at += size) {
                String part = text.decode(bytes, at, Math.min(size, bytes.length - at));
                assertThat(part.isEmpty() || !Character.isHighSurrogate(part.charAt(part.length() - 1)))
                        .isTrue();
                read.append(part);
            }
            assertThat(read).as("%d bytes at once", size).hasToString(TEXT);
        }
    }

    @Test
    void what_is_no_text_is_replaced_and_the_rest_stays_readable() {
        Utf8Text text = new Utf8Text();
        byte[] bytes = {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82};

        assertThat(text.decode(bytes, 0, bytes.length)).isEqualTo("a\ufffdb");
        assertThat(text.decode(new byte[] {'c'}, 0, 1)).isEqualTo("\ufffdc");
    }
}
