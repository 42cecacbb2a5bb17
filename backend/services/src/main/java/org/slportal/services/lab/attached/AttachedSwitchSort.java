package org.slportal.services.lab.attached;

/** What the list of attached switches can be sorted by. */
public enum AttachedSwitchSort {
    NAME,
    DEVICE,
    VERSION,
    SEEN
}
