package org.slportal.agent.ssh;

import java.security.SecureRandom;
import java.util.Base64;

/** What the portal of a lab signs in to this process's switches with, as {@link #USER}. Nobody else learns it. */
public record ConsoleSecret(String text) {

    public static final String USER = "lab";

    private static final int BYTES = 32;

    public static ConsoleSecret random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new ConsoleSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ConsoleSecret[" + USER + "]";
    }
}
