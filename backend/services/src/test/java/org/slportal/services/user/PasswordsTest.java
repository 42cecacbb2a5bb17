package org.slportal.services.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.slportal.services.testing.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slportal.services.error.ErrorReason;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void length_is_all_that_counts_and_its_limits_are_exact() {
        String long128 = "abcdefgh".repeat(16);
        assertRefused(ErrorReason.PASSWORD_LENGTH, () -> passwords.check("password", "mlee", "tram window"));
        passwords.check("password", "mlee", "tram windows");
        passwords.check("password", "mlee", long128);
        assertRefused(ErrorReason.PASSWORD_LENGTH, () -> passwords.check("password", "mlee", long128 + "i"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Password1234", "1qaz2wsx3edc", "QWERTYUIOP123", "aaaaaaaaaaaa", "123123123123"})
    void what_everybody_tries_first_is_refused(String common) {
        assertRefused(ErrorReason.PASSWORD_COMMON, () -> passwords.check("password", "mlee", common));
        assertThat(Passwords.strength("mlee", common)).isEqualTo(Passwords.Strength.TOO_WEAK);
    }

    @Test
    void the_user_name_is_no_part_of_a_password() {
        assertRefused(
                ErrorReason.PASSWORD_LIKE_NAME, () -> passwords.check("password", "mlee", "the dog of MLee barks"));
    }

    @Test
    void the_word_beside_the_field_agrees_with_the_rules() {
        assertThat(Passwords.strength("mlee", "tram window")).isEqualTo(Passwords.Strength.TOO_WEAK);
        assertThat(Passwords.strength("mlee", "tram windows")).isEqualTo(Passwords.Strength.FAIR);
        assertThat(Passwords.strength("mlee", "a tram passes seven windows")).isEqualTo(Passwords.Strength.GOOD);
        assertThat(Passwords.strength("", "tram windows")).isEqualTo(Passwords.Strength.FAIR);
    }
}
