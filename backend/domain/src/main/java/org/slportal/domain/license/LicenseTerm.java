package org.slportal.domain.license;

/** For how long a licence quantity is owned; the words are those of {@code licenseDetails[].licenseType}. */
public enum LicenseTerm {
    PERPETUAL,
    TERM,
    SUBSCRIPTION,
    DEMO,
    USAGE
}
