package org.slportal.services.assisted;

import org.slportal.domain.id.LicenseId;

/** A licence of the catalogue, to choose. */
public record LicenseChoice(LicenseId id, String name) {}
