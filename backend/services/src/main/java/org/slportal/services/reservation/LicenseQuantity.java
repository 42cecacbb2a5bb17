package org.slportal.services.reservation;

import org.slportal.domain.id.LicenseId;

/** So many of a licence, whatever their terms. */
public record LicenseQuantity(LicenseId license, int quantity) {}
