package org.slportal.services.inventory;

import org.slportal.domain.id.ProductInstanceId;

/** A product instance that uses a licence. */
public record LicenseUser(ProductInstanceId id, String name, int quantity) {}
