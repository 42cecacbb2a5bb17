package org.slportal.services.device;

import java.util.List;

/** A device that does not speak, and what it holds meanwhile. */
public record StaleDevice(ProductInstanceListItem item, List<UsageItem> holds) {}
