package org.slportal.domain.id;

/** Identifies a quantity of traditional licences that can become smart ones: a line of a PAK, or a licence on a device. */
public sealed interface TraditionalLineId permits PakLineId, LegacyLicenseId {

    long value();
}
