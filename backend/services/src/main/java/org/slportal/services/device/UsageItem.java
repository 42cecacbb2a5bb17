package org.slportal.services.device;

import org.slportal.domain.id.LicenseId;
import org.slportal.domain.license.AuthorizationStatus;

/** A licence a product instance uses, and whether the pool covers it now. */
public record UsageItem(LicenseId licenseId, String license, String tag, int quantity, AuthorizationStatus status) {}
