package org.slportal.services.activity;

import org.slportal.domain.id.LicenseId;

/** A licence to choose by its name. */
public record LicenseName(LicenseId id, String name) {}
