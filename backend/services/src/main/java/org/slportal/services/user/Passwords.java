package org.slportal.services.user;

import java.util.Locale;
import java.util.Set;
import org.slportal.services.error.ErrorReason;
import org.slportal.services.error.PortalException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id with the parameters OWASP recommends (19 MiB, 2 passes), and the rules for a new password. */
@Component
public class Passwords {

    public static final int MIN_LENGTH = 12;
    public static final int MAX_LENGTH = 128;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int PARALLELISM = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    /** Long enough for the length rule and still tried first. Compared in lower case. */
    private static final Set<String> COMMON = Set.of(
            "123456789012",
            "1234567890123",
            "passwordpassword",
            "password1234",
            "password12345",
            "password123456",
            "qwertyuiop12",
            "qwertyuiop123",
            "administrator",
            "administrator1",
            "letmeinletmein",
            "changemechangeme",
            "iloveyou1234",
            "adminadminadmin",
            "welcome12345",
            "welcome123456");

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, MEMORY_KIB, PASSES);
    private final String unknownUserHash = encoder.encode("no such user");

    /** Checks a password somebody chooses. @param field name of the form field */
    public void check(String field, String userName, String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw PortalException.rejected(field, ErrorReason.PASSWORD_LENGTH, MIN_LENGTH, MAX_LENGTH);
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (COMMON.contains(lower) || lower.chars().distinct().count() < 4) {
            throw PortalException.rejected(field, ErrorReason.PASSWORD_COMMON);
        }
        if (lower.contains(userName.toLowerCase(Locale.ROOT))) {
            throw PortalException.rejected(field, ErrorReason.PASSWORD_LIKE_NAME);
        }
    }

    public String hash(String password) {
        return encoder.encode(password);
    }

    public boolean matches(String password, String hash) {
        return encoder.matches(password, hash);
    }

    /** Costs as much as a real comparison, so that the time of an answer does not tell which names exist. */
    public void pretendToCompare(String password) {
        encoder.matches(password, unknownUserHash);
    }
}
