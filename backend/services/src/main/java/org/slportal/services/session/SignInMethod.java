package org.slportal.services.session;

/** How somebody proved who they are. */
public enum SignInMethod {
    PASSWORD,
    /** Password, then a passkey. */
    PASSWORD_KEY,
    /** A passkey that verified the person, without a password. */
    PASSKEY,
    /** Password, then a code of an authenticator app. */
    TOTP,
    /** Password, then a recovery code. */
    RECOVERY
}
