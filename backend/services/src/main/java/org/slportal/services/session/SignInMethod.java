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
    /** By an OpenID Connect provider. */
    OIDC,
    /** By an OpenID Connect provider, then a code of the portal's own second step. */
    OIDC_CODE,
    /** Password, then a recovery code. */
    RECOVERY
}
