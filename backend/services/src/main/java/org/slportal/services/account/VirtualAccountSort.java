package org.slportal.services.account;

/** What the list of Virtual Accounts can be sorted by. */
public enum VirtualAccountSort {
    /** By the names of those above, then by its own: each stands below its parent. */
    PATH,
    NAME
}
