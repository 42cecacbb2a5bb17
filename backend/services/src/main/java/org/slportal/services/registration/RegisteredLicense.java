package org.slportal.services.registration;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.id.LegacyDeviceId;
import org.slportal.domain.id.LegacyLicenseId;
import org.slportal.domain.id.PakId;
import org.slportal.domain.license.LicenseTerm;

/**
 * A traditional licence on a device.
 *
 * @param pak number of the PAK it came from, null for a right to use
 * @param pakId null also where the reader may not look into the PAK
 * @param udi of the device, as its terminal prints it
 * @param fromFile whether it was installed by a licence file, not as a right to use
 * @param converted how many of it became smart licences
 */
public record RegisteredLicense(
        LegacyLicenseId id,
        String sku,
        String product,
        @Nullable PakId pakId,
        @Nullable String pak,
        LegacyDeviceId device,
        String udi,
        @Nullable String virtualAccount,
        boolean fromFile,
        LicenseTerm term,
        @Nullable LocalDate termEnds,
        int quantity,
        int converted) {}
