package org.slportal.services.dlc;

/** What the list of reports can be sorted by. */
public enum DlcSort {
    TIME
}
