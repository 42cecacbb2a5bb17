package org.slportal.services.conversion.settings;

/** Which Virtual Accounts accept what devices convert by themselves. */
public enum DlcMode {
    ALL,
    SELECTED,
    NONE
}
