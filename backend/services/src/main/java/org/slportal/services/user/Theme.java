package org.slportal.services.user;

/** Which colours somebody prefers. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK
}
