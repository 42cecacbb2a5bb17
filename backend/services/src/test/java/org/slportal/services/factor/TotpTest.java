package org.slportal.services.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B, SHA-1; the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void the_codes_are_those_of_the_standard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void one_step_before_and_after_is_accepted_and_the_next_is_not() {
        for (long step = 98; step <= 102; step++) {
            assertThat(Totp.matching(SECRET, Totp.code(SECRET, step), 100).isPresent())
                    .as("step %s", step)
                    .isEqualTo(Math.abs(step - 100) <= 1);
        }
        assertThat(Totp.matching(SECRET, "", 100)).isEmpty();
    }

    /** RFC 4648, 10; without its padding. */
    @ParameterizedTest
    @CsvSource({"f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void base32_is_that_of_the_standard_and_reads_back(String plain, String text) {
        byte[] bytes = plain.getBytes(StandardCharsets.US_ASCII);
        assertThat(Base32.encode(bytes)).isEqualTo(text);
        assertThat(Base32.decode(text)).isEqualTo(bytes);
    }

    @Test
    void the_address_in_the_qr_code_escapes_what_stands_in_it() {
        assertThat(new TotpEnrolment("ABCD", "Smart Licensing Portal", "a&b@c").uri())
                .isEqualTo("otpauth://totp/Smart%20Licensing%20Portal:a%26b%40c?secret=ABCD"
                        + "&issuer=Smart%20Licensing%20Portal&algorithm=SHA1&digits=6&period=30");
        assertThat(new TotpEnrolment("ABCDEFGHIJ", "x", "y").readable()).isEqualTo("ABCD EFGH IJ");
        assertThat(new TotpEnrolment("ABCD", "x", "y").toString()).doesNotContain("ABCD");
    }
}
