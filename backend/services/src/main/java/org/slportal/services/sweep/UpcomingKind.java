package org.slportal.services.sweep;

/** What time brings. */
public enum UpcomingKind {
    /** Devices ask for their authorization again; those that do not are alerted. */
    AUTHORIZATION_RENEWAL,
    /** Authorizations end; the sweep returns the licences. */
    AUTHORIZATION_END,
    /** Devices renew their ID certificate. */
    CERTIFICATE_RENEWAL,
    /** ID certificates end; the sweep removes the product instances. */
    CERTIFICATE_END,
    /** Licences whose last day it is; after it they leave the pool. */
    LICENSE_END,
    /** Registration tokens end. */
    TOKEN_END,
    /** Device-led conversions are carried out. */
    DLC_DUE
}
