package org.slportal.domain.fulfilment;

/**
 * What the policies need to know of a device and of the SKU on it.
 *
 * @param assigned whether the device is in a Virtual Account
 * @param pid product id of the chassis
 * @param family product family of its platform
 * @param takesLicenseFiles whether traditional licences reach the platform as files made from a PAK
 * @param fit whether the SKU is for this model
 * @param room how many more licences of the SKU it can hold; {@link Integer#MAX_VALUE} if the catalogue sets no limit
 */
public record FulfilmentDevice(
        boolean assigned, String pid, String family, boolean takesLicenseFiles, ModelFit fit, int room) {}
