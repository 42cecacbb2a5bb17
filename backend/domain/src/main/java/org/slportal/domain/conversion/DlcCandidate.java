package org.slportal.domain.conversion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slportal.domain.device.Udi;

/**
 * One device and what it reports, with everything the policies ask about.
 *
 * @param softwareKnown whether the catalogue has the software tag
 * @param pidMatches whether a platform of that tag has this product id
 * @param platformSupported whether that platform converts on its devices' own report
 * @param elsewhere whether the UDI belongs to another account
 * @param alreadyConverted whether licences of this UDI were converted before
 * @param enabled whether the Virtual Account accepts device-led conversion
 * @param items what it reports, without lines of count 0
 */
public record DlcCandidate(
        Udi udi,
        String softwareTag,
        String virtualAccount,
        boolean softwareKnown,
        boolean pidMatches,
        boolean platformSupported,
        boolean elsewhere,
        boolean alreadyConverted,
        boolean enabled,
        List<Item> items) {

    /**
     * One kind of licence.
     *
     * @param name what the device calls it
     * @param count ≥ 1; all lines of that kind together
     * @param most how many one chassis can hold; null if no smart licence is equivalent
     */
    public record Item(String name, long count, @Nullable Integer most) {}

    public DlcCandidate {
        items = List.copyOf(items);
    }
}
