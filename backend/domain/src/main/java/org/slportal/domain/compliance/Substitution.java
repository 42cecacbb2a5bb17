package org.slportal.domain.compliance;

import org.slportal.domain.id.LicenseId;

/** A surplus of the parent that fills a shortage of the child; quantity > 0. */
public record Substitution(LicenseId parent, LicenseId child, int quantity) {}
