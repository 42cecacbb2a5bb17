package org.slportal.services.user;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final String COMMON_FILE = "common-passwords.txt";
    private static final int STRONG_LENGTH = 20;
    private static final int FEW_CHARACTERS = 4;
    private static final int MANY_CHARACTERS = 10;
    /** Long enough for the length rule and still tried first. Compared in lower case. */
    private static final Set<String> COMMON = common();

    /** How long a password would hold against guessing, for a word beside the field. */
    public enum Strength {
        /** Not accepted. */
        TOO_WEAK,
        FAIR,
        GOOD
    }

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, MEMORY_KIB, PASSES);
    private final String unknownUserHash = encoder.encode("no such user");

    /** Checks a password somebody chooses. @param field name of the form field */
    public void check(String field, String userName, String password) {
        if (tooShortOrLong(password)) {
            throw PortalException.rejected(field, ErrorReason.PASSWORD_LENGTH, MIN_LENGTH, MAX_LENGTH);
        }
        if (isCommon(password)) {
            throw PortalException.rejected(field, ErrorReason.PASSWORD_COMMON);
        }
        if (containsName(password, userName)) {
            throw PortalException.rejected(field, ErrorReason.PASSWORD_LIKE_NAME);
        }
    }

    /** The same rules as {@link #check}, and beyond them only length and variety: no rule about kinds of characters. */
    public static Strength strength(String userName, String password) {
        if (tooShortOrLong(password) || isCommon(password) || containsName(password, userName)) {
            return Strength.TOO_WEAK;
        }
        return password.length() >= STRONG_LENGTH && password.chars().distinct().count() >= MANY_CHARACTERS
                ? Strength.GOOD
                : Strength.FAIR;
    }

    private static boolean tooShortOrLong(String password) {
        return password.length() < MIN_LENGTH || password.length() > MAX_LENGTH;
    }

    private static boolean isCommon(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return COMMON.contains(lower) || lower.chars().distinct().count() < FEW_CHARACTERS;
    }

    private static boolean containsName(String password, String userName) {
        return !userName.isEmpty() && password.toLowerCase(Locale.ROOT).contains(userName.toLowerCase(Locale.ROOT));
    }

    private static Set<String> common() {
        try (InputStream file = Passwords.class.getResourceAsStream(COMMON_FILE)) {
            if (file == null) {
                throw new IllegalStateException(COMMON_FILE + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
