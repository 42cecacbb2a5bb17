package org.slportal.services.device;

import org.slportal.domain.id.ProductInstanceId;

/**
 * A failed device and the chassis that is to take its place.
 *
 * @param anyToken whether it may register with a token of any Virtual Account of the Smart Account; else of the device's own
 */
public record ReplaceDevice(ProductInstanceId failed, String pid, String serialNumber, boolean anyToken) {}
