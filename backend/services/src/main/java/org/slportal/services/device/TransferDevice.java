package org.slportal.services.device;

import org.slportal.domain.id.ProductInstanceId;
import org.slportal.domain.id.VirtualAccountId;

/** A device and the Virtual Account it is to move to. */
public record TransferDevice(ProductInstanceId device, VirtualAccountId target) {}
