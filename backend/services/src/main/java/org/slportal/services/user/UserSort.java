package org.slportal.services.user;

/** What the list of people can be sorted by. */
public enum UserSort {
    USER_NAME,
    DISPLAY_NAME
}
