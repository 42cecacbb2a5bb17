package org.slportal.services.device;

import java.time.Instant;
import org.slportal.domain.id.LicenseId;

/** An export-restricted licence the device asked for and may not have. */
public record RefusedItem(LicenseId licenseId, String license, int quantity, Instant refusedAt) {}
