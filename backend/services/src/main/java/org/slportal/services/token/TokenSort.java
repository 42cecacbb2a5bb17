package org.slportal.services.token;

/** What the token list can be sorted by. */
public enum TokenSort {
    EXPIRES_AT,
    CREATED_AT,
    DESCRIPTION
}
