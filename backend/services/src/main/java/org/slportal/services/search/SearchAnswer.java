package org.slportal.services.search;

import java.util.List;

/**
 * What one search found, by kind.
 *
 * @param text what was searched for, cleaned
 * @param orders licences that came into a pool with an order, without a conversion
 * @param elsewhere names of other Smart Accounts the reader belongs to that have it; filled only if nothing was found here
 */
public record SearchAnswer(
        String text,
        Hits<FoundPak> paks,
        Hits<FoundDevice> devices,
        Hits<FoundSku> skus,
        Hits<FoundOrder> orders,
        Hits<FoundLicense> licenses,
        List<String> elsewhere) {

    public boolean isEmpty() {
        return paks.isEmpty() && devices.isEmpty() && skus.isEmpty() && orders.isEmpty() && licenses.isEmpty();
    }
}
