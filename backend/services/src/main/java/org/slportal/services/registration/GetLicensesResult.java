package org.slportal.services.registration;

import java.util.List;
import org.slportal.domain.fulfilment.FulfilmentRefusal;
import org.slportal.domain.id.PakLineId;

/** What became of a request for licences on a device. */
public sealed interface GetLicensesResult {

    /** @param file the device's licence file as it is now */
    record Fulfilled(String device, List<Line> lines, LicenseFile file) implements GetLicensesResult {}

    /** Nothing was installed. */
    record Rejected(List<Refusal> refusals) implements GetLicensesResult {}

    record Line(PakLineId id, String pak, int number, String sku, int quantity) {}

    record Refusal(PakLineId line, FulfilmentRefusal reason, List<String> arguments) {}
}
