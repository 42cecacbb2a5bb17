package org.slportal.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenStateTest {

    private static final Instant EXPIRES = Instant.parse("2019-05-17T05:30:35Z");
    private static final Instant BEFORE = EXPIRES.minusNanos(1);

    @Test
    void a_token_works_until_the_last_moment_before_its_expiry() {
        assertThat(TokenState.of(BEFORE, EXPIRES, 0, null, null)).isEqualTo(TokenState.ACTIVE);
    }

    @Test
    void at_its_expiry_it_no_longer_works() {
        assertThat(TokenState.of(EXPIRES, EXPIRES, 0, null, null)).isEqualTo(TokenState.EXPIRED);
        assertThat(TokenState.of(EXPIRES.plusNanos(1), EXPIRES, 0, null, null)).isEqualTo(TokenState.EXPIRED);
    }

    @Test
    void the_last_allowed_use_is_left_until_it_is_taken() {
        assertThat(TokenState.of(BEFORE, EXPIRES, 9, 10, null)).isEqualTo(TokenState.ACTIVE);
        assertThat(TokenState.of(BEFORE, EXPIRES, 10, 10, null)).isEqualTo(TokenState.USED_UP);
        assertThat(TokenState.of(BEFORE, EXPIRES, 11, 10, null)).isEqualTo(TokenState.USED_UP);
    }

    @Test
    void a_token_without_a_limit_is_never_used_up() {
        assertThat(TokenState.of(BEFORE, EXPIRES, Integer.MAX_VALUE, null, null))
                .isEqualTo(TokenState.ACTIVE);
    }

    @Test
    void a_revoked_token_is_revoked_whatever_else_it_is() {
        Instant revoked = EXPIRES.minusSeconds(60);

        assertThat(TokenState.of(BEFORE, EXPIRES, 0, null, revoked)).isEqualTo(TokenState.REVOKED);
        assertThat(TokenState.of(BEFORE, EXPIRES, 10, 10, revoked)).isEqualTo(TokenState.REVOKED);
        assertThat(TokenState.of(EXPIRES, EXPIRES, 10, 10, revoked)).isEqualTo(TokenState.REVOKED);
    }

    @Test
    void a_token_both_expired_and_used_up_is_called_expired() {
        assertThat(TokenState.of(EXPIRES, EXPIRES, 10, 10, null)).isEqualTo(TokenState.EXPIRED);
    }
}
