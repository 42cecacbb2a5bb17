package org.slportal.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {

    private static final UUID ID = UUID.fromString("7a2b1c3d-0000-4000-8000-00000000abcd");
    private static final Instant EXPIRES = Instant.parse("2019-05-17T05:30:35.123Z");

    private final TokenText token = new TokenText(ID, EXPIRES, secret(1));

    @Test
    void what_was_encoded_is_read_back() {
        assertSame(token, token.encode());
    }

    @Test
    void any_secret_survives_the_round_trip_in_every_form() {
        for (int seed = 0; seed < 200; seed++) {
            TokenText any = new TokenText(new UUID(seed * 31L, ~seed), EXPIRES.plusMillis(seed), secret(seed));
            assertSame(any, any.encode());
            assertSame(any, wrapped(any));
            assertSame(any, wrapped(any).replace("\n", ""));
        }
    }

    @Test
    void it_is_read_without_url_encoding_wrapped_or_on_one_line() {
        String wrapped = wrapped(token);

        assertSame(token, wrapped);
        assertSame(token, wrapped.replace("\n", "\r\n"));
        assertSame(token, wrapped.replace("\n", ""));
        assertSame(token, wrapped.replace("=", ""));
    }

    @Test
    void surrounding_white_space_and_wrapping_by_a_terminal_do_not_matter() {
        assertSame(token, "  \t" + token.encode() + "\r\n");
        assertSame(token, token.encode().replace("%0A", "%0D%0A"));
        assertSame(token, token.encode().replace("%0A", "%0a").replace("%3D", "%3d"));
        assertSame(token, wrapped(token).replace("\n", " \n "));
    }

    @Test
    void the_text_is_url_encoded_base64_in_lines_of_60_characters() {
        String encoded = token.encode();

        assertThat(encoded).matches("[A-Za-z0-9%]+").contains("%0A").endsWith("%3D");
        assertThat(wrapped(token).lines().map(String::length)).containsExactly(60, 60, 8);
        assertThat(new String(Base64.getDecoder().decode(wrapped(token).replace("\n", "")), StandardCharsets.US_ASCII))
                .startsWith(ID + "-1558071035123|");
    }

    @Test
    void the_text_fits_a_device_that_accepts_255_characters() {
        assertThat(token.encode().length()).isBetween(1, 255);
    }

    @Test
    void at_255_characters_a_text_is_read_and_at_256_it_is_not() {
        String padded = wrapped(token);
        String longest = padded.substring(0, 60) + "\n".repeat(255 - padded.length()) + padded.substring(60);

        assertThat(longest).hasSize(255);
        assertSame(token, longest);
        assertThat(TokenText.parse(longest.substring(0, 60) + "\n" + longest.substring(60)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "garbage",
                "%",
                "%zz",
                "%0A%0A",
                "====",
                "AAAA====",
                "{\"token\":\"x\"}",
                "N2EyYjFjM2QtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDBhYmNk",
                "\u0000\u0001\u0002",
                "토큰이아닙니다"
            })
    void garbage_is_nobodys_token(String pasted) {
        assertThat(TokenText.parse(pasted)).isEmpty();
    }

    @Test
    void a_text_cut_short_is_nobodys_token() {
        String encoded = token.encode();

        for (int length = 0; length < encoded.length() - "%3D".length(); length++) {
            assertThat(TokenText.parse(encoded.substring(0, length)))
                    .as("first %d characters", length)
                    .isEmpty();
        }
    }

    @Test
    void parts_of_the_wrong_shape_are_refused() {
        String secret = Base64.getEncoder().encodeToString(secret(1));
        String shortSecret = Base64.getEncoder().encodeToString(new byte[31]);
        String longSecret = Base64.getEncoder().encodeToString(new byte[33]);

        assertThat(TokenText.parse(outer(ID + "-1558071035123|" + secret))).isPresent();
        assertThat(TokenText.parse(outer(ID + "-155807103512|" + secret))).isEmpty();
        assertThat(TokenText.parse(outer(ID + "-15580710351234|" + secret))).isEmpty();
        assertThat(TokenText.parse(outer(ID + "-1558071035123|" + shortSecret))).isEmpty();
        assertThat(TokenText.parse(outer(ID + "-1558071035123|" + longSecret))).isEmpty();
        assertThat(TokenText.parse(outer(ID + "-1558071035123|" + secret.replace(secret.charAt(43), '!'))))
                .isEmpty();
        assertThat(TokenText.parse(outer("-".repeat(36) + "-1558071035123|" + secret)))
                .isEmpty();
        assertThat(TokenText.parse(outer(ID + "-1558071035123|" + secret + "x")))
                .isEmpty();
    }

    @Test
    void a_secret_has_32_bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenText(ID, EXPIRES, new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenText(ID, EXPIRES, new byte[33]));
    }

    @Test
    void nobody_can_change_the_secret_from_outside() {
        byte[] given = secret(5);
        TokenText made = new TokenText(ID, EXPIRES, given);
        given[0] ^= 1;
        made.secret()[1] ^= 1;

        assertThat(made.secret()).isEqualTo(secret(5));
    }

    @Test
    void the_text_form_and_the_abbreviation_keep_the_secret() {
        assertThat(token.toString()).isEqualTo("TokenText[" + ID + "]");
        assertThat(TokenText.abbreviate(token.encode()))
                .isEqualTo(token.encode().substring(0, 8) + "...");
        assertThat(TokenText.abbreviate(" short\n")).isEqualTo("short");
        assertThat(TokenText.abbreviate("12345678")).isEqualTo("12345678");
        assertThat(TokenText.abbreviate("123456789")).isEqualTo("12345678...");
    }

    @Test
    void an_abbreviation_cannot_break_out_of_a_message() {
        assertThat(TokenText.abbreviate("a\"b'c\nd")).isEqualTo("a?b?c?d");
        assertThat(TokenText.abbreviate("<b>{\\}")).isEqualTo("?b????");
    }

    private static void assertSame(TokenText expected, String pasted) {
        assertThat(TokenText.parse(pasted)).hasValueSatisfying(read -> {
            assertThat(read.id()).isEqualTo(expected.id());
            assertThat(read.expiresAt()).isEqualTo(expected.expiresAt());
            assertThat(read.secret()).isEqualTo(expected.secret());
        });
    }

    private static String wrapped(TokenText token) {
        return URLDecoder.decode(token.encode(), StandardCharsets.US_ASCII);
    }

    private static String outer(String inner) {
        return Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] secret(int seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
