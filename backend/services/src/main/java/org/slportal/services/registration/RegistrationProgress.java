package org.slportal.services.registration;

/**
 * How far an account has come on the way from a PAK to a licence it can see.
 *
 * @param added whether it has a PAK
 * @param assigned whether a PAK is in a Virtual Account
 * @param used whether something of a PAK was converted, or installed on a device
 * @param inInventory whether a pool received something from a PAK or a device
 */
public record RegistrationProgress(boolean added, boolean assigned, boolean used, boolean inInventory) {}
