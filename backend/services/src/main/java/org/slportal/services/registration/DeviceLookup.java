package org.slportal.services.registration;

import org.slportal.domain.id.LegacyDeviceId;

/** What the portal knows of a device somebody looks for by its UDI. */
public sealed interface DeviceLookup {

    /** It can be converted. */
    record Found(LegacyDeviceId device) implements DeviceLookup {}

    /** Nobody registered it. */
    record Unknown() implements DeviceLookup {}

    /** Another Smart Account has it; nothing more is told. */
    record Elsewhere() implements DeviceLookup {}

    /** It lies in a Virtual Account the person may not see. */
    record OutOfReach() implements DeviceLookup {}

    record NotAssigned(LegacyDeviceId device) implements DeviceLookup {}

    /** Nobody recorded traditional licences on it. */
    record NoLicenses(LegacyDeviceId device) implements DeviceLookup {}

    record AllConverted(LegacyDeviceId device) implements DeviceLookup {}

    /** It has licences left, none of which can become a smart one. */
    record NothingEligible(LegacyDeviceId device) implements DeviceLookup {}
}
